/** The MCP server: requests on stdin, answers on stdout, and nothing else there. Its launcher calls `serve`. */
import { readFile } from 'node:fs/promises';
import { errorMessage } from '../shared/errorMessage.ts';
import { Answers } from './answers.ts';
import { linesOf } from './lines.ts';
import { McpSession, type ToolText } from './mcpSession.ts';
import { NoAnswer, RESTART } from './noAnswer.ts';
import { readSetup } from './setup.ts';

/** The first version whose SQLite needs no flag. */
const LEAST_NODE = [22, 13] as const;

/** Serves one client until stdin ends. The setup is read for each question, as settings may change meanwhile. */
export async function serve(setupFile: string): Promise<void> {
  const setupNow = async () => readSetup(await readFile(setupFile, 'utf8').catch(() => ''));
  const answers = new Answers(new URL('./mcpAnswers.mjs', import.meta.url));
  const version = (await setupNow())?.version ?? '';
  const session = new McpSession(version, async (name, input): Promise<ToolText> => {
    try {
      const setup = await setupNow();
      if (!setup) throw new NoAnswer(`The setup of this server is gone. ${COPY}`);
      if (!setup.enabled) throw new NoAnswer(OFF);
      if (isOld(process.versions.node)) throw new NoAnswer(OLD_NODE);
      return await answers.answer({ setup, name, input }).catch(whyNotAnswered);
    } catch (error) {
      if (!(error instanceof NoAnswer)) console.error(error);
      const words =
        error instanceof NoAnswer ? error.message : `The figures could not be made: ${errorMessage(error)}.`;
      return { text: JSON.stringify({ error: words }), isError: true };
    }
  });
  process.stdout.on('error', () => process.exit());
  const underWay = new Set<Promise<void>>();
  for await (const line of linesOf(process.stdin)) {
    const answering = session
      .answer(line)
      .then((answer) => void (answer !== null && process.stdout.write(`${answer}\n`)));
    underWay.add(answering);
    void answering.finally(() => underWay.delete(answering));
  }
  await Promise.all(underWay);
}

const COPY = 'In VS Code, copy it again with the command “Claude Usage: Copy MCP Setup”.';
const OFF = 'This server is switched off: the setting claudeUsage.tools.enabled is false in VS Code.';
const OLD_NODE = `This server needs Node.js ${LEAST_NODE.join('.')} or newer, and runs on ${process.version}. Install a newer one, or name its path as the command in the setup.`;

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1]);
}

function whyNotAnswered(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  // Bun and others say that they are a Node that has SQLite.
  if (code === 'ERR_UNKNOWN_BUILTIN_MODULE') throw new NoAnswer(OLD_NODE);
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') throw new NoAnswer(RESTART);
  throw error;
}
