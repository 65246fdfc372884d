import * as z from 'zod/mini';

const schema = z.object({
  /** Version of the extension. */
  version: z.string(),
  /** Path of the server in the folder of the extension's newest version. */
  server: z.string(),
  /** Path of the ledger in use. */
  ledger: z.string(),
  /** The setting `claudeUsage.tools.enabled`. */
  enabled: z.boolean(),
  /** The figures are made up. */
  sample: z.boolean(),
  /** IANA name of the zone in which days begin. */
  zone: z.string(),
  /** UTC days, today included. */
  historyDays: z.number(),
});

/** What a window has last said of itself to the MCP server. */
export type McpSetup = Readonly<z.infer<typeof schema>>;

/** Null for text that is none of it. */
export function readSetup(text: string): McpSetup | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
