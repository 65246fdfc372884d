import type { Steps } from '../figures/scan/steps.ts';
import { errorText } from './answerText.ts';
import { compareAnswer } from './compareAnswer.ts';
import { spendAnswer } from './spendAnswer.ts';
import { statusAnswer } from './statusAnswer.ts';
import { tokensAnswer } from './tokensAnswer.ts';
import { BadInput, checkNoInput, compareQuestion, sumsQuestion } from './toolInput.ts';
import type { ToolSources } from './toolSources.ts';
import { TOOLS, type ToolName } from './tools.ts';

/**
 * Answers a call of a tool with JSON of at most 6 KB, from what the ledger holds, in steps between which nothing of that may
 * change. Whatever cannot be answered is JSON with an `error`, a sentence; errors of the ledger are thrown.
 */
export function* answerTool(name: string, input: unknown, sources: ToolSources): Steps<string> {
  const tool = TOOLS.find((tool) => tool.name === name);
  if (!tool) return errorText(`There is no such tool. There are ${TOOLS.map(({ name }) => name).join(', ')}.`);
  try {
    return yield* answerOf(tool.name, input, sources);
  } catch (error) {
    if (error instanceof BadInput) return errorText(error.message);
    throw error;
  }
}

function answerOf(name: ToolName, input: unknown, sources: ToolSources): Steps<string> {
  switch (name) {
    case 'get_spend':
      return spendAnswer(sumsQuestion(input), sources);
    case 'compare_spend':
      return compareAnswer(compareQuestion(input), sources);
    case 'get_tokens':
      return tokensAnswer(sumsQuestion(input), sources);
    case 'get_status':
      checkNoInput(input);
      return statusAnswer(sources);
  }
}
