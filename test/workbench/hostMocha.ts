import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * Runs inside the extension host: the specifications that `load` declares. Rejects when one of them fails. What mocha
 * says begins with what MOCHA_PREFIX says, to be told from all else that a window logs.
 */
export async function runSpecifications(load: () => Promise<unknown>): Promise<void> {
  const { MOCHA_PREFIX = '' } = process.env;
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(`${MOCHA_PREFIX}${format(...args)}`);
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, forbidOnly: true, forbidPending: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}
