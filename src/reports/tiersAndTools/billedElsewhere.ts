import type { Section } from '../report.ts';

/** What no bill of the Cost API has, said whether or not it was used: the ledger cannot know of most of it. */
export const BILLED_ELSEWHERE: Section = {
  title: 'Billed elsewhere',
  paragraphs: [
    'Priority Tier is paid for apart: its tokens are counted here, their dollars are in no bill that this report reads.',
    'Claude Code with a Claude subscription is paid for by the subscription. With an API key it is in these numbers.',
    'Claude on Amazon Bedrock, Google Vertex AI, Microsoft Foundry or Claude Platform on AWS is billed by those clouds.',
  ],
  table: null,
};
