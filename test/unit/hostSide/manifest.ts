import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';

export const root = dirname(dirname(dirname(import.meta.dirname)));
const setting = z.object({
  type: z.string(),
  scope: z.string(),
  ignoreSync: z.optional(z.boolean()),
  order: z.number(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  enum: z.optional(z.array(z.string())),
  enumDescriptions: z.optional(z.array(z.string())),
  enumItemLabels: z.optional(z.array(z.string())),
  items: z.optional(z.looseObject({ enum: z.optional(z.array(z.string())) })),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  markdownDescription: z.string(),
});
const step = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  media: z.object({ svg: z.string(), altText: z.string() }),
  completionEvents: z.array(z.string()),
});
const tool = z.object({
  name: z.string(),
  displayName: z.string(),
  toolReferenceName: z.string(),
  canBeReferencedInPrompt: z.literal(true),
  icon: z.string(),
  when: z.string(),
  userDescription: z.string(),
  modelDescription: z.string(),
  inputSchema: z.unknown(),
});
/** package.json, as VS Code reads it. */
export const manifest = z
  .object({
    name: z.string(),
    displayName: z.string(),
    publisher: z.string(),
    description: z.string(),
    license: z.string(),
    main: z.string(),
    icon: z.string(),
    categories: z.array(z.string()),
    keywords: z.array(z.string()),
    engines: z.object({ vscode: z.string() }),
    extensionKind: z.array(z.string()),
    activationEvents: z.array(z.string()),
    capabilities: z.unknown(),
    dependencies: z.optional(z.record(z.string(), z.string())),
    devDependencies: z.record(z.string(), z.string()),
    scripts: z.record(z.string(), z.string()),
    contributes: z.object({
      commands: z.array(
        z.object({
          command: z.string(),
          title: z.string(),
          category: z.string(),
          enablement: z.optional(z.string()),
        }),
      ),
      walkthroughs: z.array(
        z.object({ id: z.string(), title: z.string(), description: z.string(), steps: z.array(step) }),
      ),
      languageModelTools: z.array(tool),
      configuration: z.object({ title: z.string(), properties: z.record(z.string(), setting) }),
    }),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
