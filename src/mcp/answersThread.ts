/** The thread in which the MCP server answers: what an answer takes of memory is bounded, and given back when it ends. */
import { parentPort } from 'node:worker_threads';
import { errorMessage } from '../shared/errorMessage.ts';
import type { AnswerMessage, QuestionMessage } from './answers.ts';
import { LedgerAnswers } from './ledgerAnswers.ts';
import { NoAnswer } from './noAnswer.ts';

const port = parentPort;
if (!port) throw new Error('answers are made in a worker thread');

const answers = new LedgerAnswers();

port.on('message', ({ id, setup, name, input }: QuestionMessage) => {
  port.postMessage({ id, ...answerTo(() => answers.answer(setup, name, input, Date.now())) } satisfies AnswerMessage);
});

function answerTo(make: () => string): Omit<AnswerMessage, 'id'> {
  try {
    const text = make();
    return { text, isError: 'error' in JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) console.error(error);
    const words = error instanceof NoAnswer ? error.message : `The figures could not be made: ${errorMessage(error)}.`;
    return { text: JSON.stringify({ error: words }), isError: true };
  }
}
