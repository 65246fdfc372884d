import { DAY } from '../world/time.ts';
import type { World } from '../world/world.ts';
import { codeExecution, emptyWorld, key, PLAIN, sessionUsage, stream, WORDY, workspace } from './kit.ts';

/** A little of everything: three workspaces, an archived one, seven keys, keyless usage, five models. */
export function smallWorld(today: number): World {
  const production = workspace(today, 'Production');
  const research = workspace(today, 'Research');
  const retired = workspace(today, 'Retired', { archivedAt: today - 20 * DAY });
  const web = key(today, 'web-app', { scope: production.id });
  const nightly = key(today, 'nightly-batch', { scope: production.id });
  const lab = key(today, 'lab', { scope: research.id });
  const shared = key(today, 'shared-tools', { scope: { type: 'organization' } });
  const ci = key(today, 'ci', { scope: null, status: 'inactive' });
  const gone = key(today, 'old-bot', { scope: retired.id, status: 'archived' });
  const expired = key(today, 'trial', { scope: null, status: 'expired', expiresAt: today - 40 * DAY });
  const add = (own: Parameters<typeof stream>[1]) => stream(today, own);
  const base = emptyWorld(today, 'dc9f6c26-b22c-4831-8d01-0446bada88f1', 'Acme Robotics');
  return {
    ...base,
    workspaces: [...base.workspaces, production, research, retired],
    keys: [web, nightly, lab, shared, ci, gone, expired],
    streams: [
      add({ workspace: production.id, key: web.id, model: 'claude-opus-5-5', tokensPerHour: 9e6, searchesPerHour: 20 }),
      add({ workspace: production.id, key: web.id, model: 'claude-opus-5-5', tokensPerHour: 4e6, inferenceGeo: 'us' }),
      add({
        workspace: production.id,
        key: web.id,
        model: 'claude-haiku-4-5',
        tokensPerHour: 5e6,
        inferenceGeo: 'not_available',
      }),
      add({
        workspace: production.id,
        key: nightly.id,
        model: 'claude-sonnet-5-5',
        tokensPerHour: 6e6,
        serviceTier: 'batch',
        mix: PLAIN,
        shape: { peak: 3, depth: 1, weekend: 1 },
      }),
      add({
        workspace: production.id,
        key: shared.id,
        model: 'claude-sonnet-5-5',
        tokensPerHour: 2e6,
        serviceTier: 'priority',
      }),
      add({
        workspace: research.id,
        key: lab.id,
        model: 'claude-opus-5-5',
        tokensPerHour: 3e6,
        contextWindow: '200k-1M',
      }),
      add({
        workspace: research.id,
        key: lab.id,
        model: 'claude-opus-5-5',
        tokensPerHour: 1e6,
        mix: WORDY,
        speed: 'fast',
      }),
      add({
        workspace: research.id,
        key: shared.id,
        model: 'claude-sonnet-5-5',
        tokensPerHour: 2e6,
        searchesPerHour: 5,
      }),
      add({
        workspace: null,
        key: ci.id,
        model: 'claude-sonnet-4-5',
        tokensPerHour: 1e6,
        inferenceGeo: 'not_available',
      }),
      add({ workspace: null, key: null, model: 'claude-sonnet-5-5', tokensPerHour: 5e5, mix: WORDY, activity: 0.2 }),
      add({
        workspace: retired.id,
        key: gone.id,
        model: 'claude-sonnet-4-6',
        tokensPerHour: 2e6,
        until: today - 20 * DAY,
      }),
    ],
    extras: [codeExecution(today, research.id, 14), sessionUsage(today, null, 6)],
    coders: [
      {
        actor: { type: 'user_actor', name: 'ada@example.com' },
        customerType: 'api',
        terminal: 'vscode',
        models: ['claude-opus-5-5', 'claude-haiku-4-5'],
        from: base.today - 90 * DAY,
      },
      {
        actor: { type: 'user_actor', name: 'grace@example.com' },
        customerType: 'subscription',
        terminal: 'iTerm.app',
        models: ['claude-sonnet-5-5'],
        from: base.today - 90 * DAY,
      },
      {
        actor: { type: 'api_actor', name: 'ci' },
        customerType: 'api',
        terminal: 'tmux',
        models: ['claude-sonnet-4-5'],
        from: base.today - 90 * DAY,
      },
    ],
  };
}
