import type { World } from '../world/world.ts';
import { emptyWorld, key, stream, workspace } from './kit.ts';

/** Names that are anything but text to whoever forgets that they are. `trap` is an origin that must never be asked. */
export function hostileNames(trap: string): readonly string[] {
  return [
    `![i](${trap}/picture.png)`,
    `<img src="${trap}/tag.png" onerror="document.title='pwned'">`,
    `[click](command:workbench.action.quit) $(alert) **bold** | cell`,
    `=HYPERLINK("${trap}/csv","x")`,
    '=cmd()|x!A1',
    '@SUM(1)',
    '+1,"two"\r\nthree',
    '\u202Egnitirw thgir-ot-tfel\u202C \u200F\u200E',
    'a\u0000b\u001B[31mred',
    '\u{1F468}\u200D\u{1F469}\u200D\u{1F467} e\u0301\u0327',
    "'; DROP TABLE usage; --",
    '__proto__',
    `${'very long '.repeat(500)}`,
    ' ',
  ];
}

export function hostileWorld(today: number, trap = 'https://trap.invalid'): World {
  const names = hostileNames(trap);
  const base = emptyWorld(today, '9e0c31a4-5d3f-4a55-8f0e-2b6b7f1d4c02', `Evil ![o](${trap}/o.png) <b>Corp</b>`);
  const spaces = names.map((name, index) => workspace(today, name, { id: `wrkspc_01Hostile${index}` }));
  const keys = names.map((name, index) =>
    key(today, name, { id: `apikey_01Hostile${index}`, scope: spaces[index]?.id ?? null, hint: null }),
  );
  const model = `![m](${trap}/model.png)<script>`;
  return {
    ...base,
    workspaces: [...base.workspaces, ...spaces],
    keys,
    prices: { ...base.prices, [model]: { name: model, standard: ['1', '1', '1', '1', '1'] } },
    streams: keys.map(({ id }, index) =>
      stream(today, {
        workspace: spaces[index]?.id ?? null,
        key: id,
        model: index % 2 === 0 ? 'claude-opus-5-5' : model,
        tokensPerHour: 1e6,
      }),
    ),
    coders: names.map((name) => ({
      actor: { type: 'api_actor', name },
      customerType: 'api',
      terminal: name.slice(0, 40),
      models: [model],
      from: today - 90 * 86_400_000,
    })),
  };
}
