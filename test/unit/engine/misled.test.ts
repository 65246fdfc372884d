import assert from 'node:assert/strict';
import { DAY } from '../../../src/time/utc.ts';
import type { World } from '../../adminApi/world/world.ts';
import { key, stream, workspace } from '../../adminApi/worlds/kit.ts';
import {
  discountBegan,
  discountEnded,
  inOneWorkspace,
  keyRefused,
  sessions,
  snapshotToday,
} from '../../adminApi/worlds/misleading.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { Office } from '../../support/office.ts';
import { tinyWorld } from '../../support/tinyWorld.ts';
import { assertClose, OPTIONS, TODAY, truthOf } from './kit.ts';

/** The newest day whose bill can be final. */
const NEWEST_WHOLE = TODAY - 2 * DAY;

/** Two keys and usage without one in each of three workspaces. */
function threeWorkspaces(): World {
  const places = ['One', 'Two', 'Three'].map((name) => workspace(TODAY, name));
  const base = tinyWorld(TODAY, { extras: [], lateness: { delay: 0, share: 0, upTo: 0 } });
  const keys = places.flatMap(({ id, name }) =>
    ['web', 'ci'].map((owner) => key(TODAY, `${owner}-${name}`, { scope: id })),
  );
  const streams = keys.flatMap(({ id, scope }, index) => {
    const from = { workspace: typeof scope === 'string' ? scope : null, tokensPerHour: (1 + (index % 3)) * 1e6 };
    const models = ['claude-opus-5-5', 'claude-sonnet-5-5'];
    return models.flatMap((model) => [
      stream(TODAY, { ...from, key: id, model }),
      ...(index % 2 === 0 ? [stream(TODAY, { ...from, key: null, model })] : []),
    ]);
  });
  return { ...base, workspaces: [...base.workspaces.filter(({ isDefault }) => isDefault), ...places], keys, streams };
}

describe('Today’s figure', () => {
  for (const [where, world] of [
    ['in three workspaces', threeWorkspaces()],
    ['in the only workspace', inOneWorkspace(threeWorkspaces())],
  ] as const) {
    for (const [what, misled] of [
      ['a discount that began two days ago', discountBegan(world, NEWEST_WHOLE)],
      ['a discount that ended two days ago', discountEnded(world, NEWEST_WHOLE)],
      ['a key that was refused all of that day', keyRefused(world, NEWEST_WHOLE)],
      ['a dated snapshot since today', snapshotToday(discountBegan(world, TODAY - 9 * DAY))],
    ] as const) {
      it(`today’s figure is within 0.3 % with ${what}, ${where}`, async () => {
        await using office = await Office.open({ ...OPTIONS, world: misled, config: { historyDays: 12 } });
        await office.engine.start();
        assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.003);
      });
    }
  }

  it('today’s figure has session usage at twice the tokens’ cost, as far as it has come by now', async () => {
    await using office = await Office.open({
      ...OPTIONS,
      world: sessions(threeWorkspaces(), 0),
      config: { historyDays: 20 },
    });
    await office.engine.start();
    const { today, dearestModels } = office.summary;
    const sessionTime = office.api.truth.extraCost({ from: TODAY, to: office.now });
    assertClose(today?.amount, truthOf(office, TODAY) + sessionTime, 0.005);
    assert.equal(dearestModels[0]?.name, 'Session usage');
    assertClose(dearestModels[0]?.amount, sessionTime, 0.007);
    assert.match(
      caveatTexts(office.summary)[0] ?? '',
      /^Session usage is only known once billed\. Today's amount includes /,
    );
  });

  it('today’s figure is right where the only key of a workspace was refused all day, which leaves no line there', async () => {
    const { streams, ...rest } = threeWorkspaces();
    const [first] = rest.keys;
    assert.ok(first);
    const lone = {
      ...rest,
      streams: streams.filter(({ key: owner, workspace: place }) => place !== first.scope || owner === first.id),
    };
    for (const world of [
      lone,
      inOneWorkspace({ ...lone, streams: lone.streams.filter(({ key: owner }) => owner === first.id) }),
    ]) {
      const refused = keyRefused(world, NEWEST_WHOLE, first.id);
      await using office = await Office.open({ ...OPTIONS, world: refused, config: { historyDays: 12 } });
      await office.engine.start();
      assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.003);
    }
  });
});
