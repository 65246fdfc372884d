import * as z from 'zod/mini';
import { TOOLS } from '../tools/tools.ts';

/** Answers a call of a tool with text; never rejects. */
export type CallTool = (name: string, input: unknown) => Promise<ToolText>;

export interface ToolText {
  readonly text: string;
  /** The text says why there is no answer. */
  readonly isError: boolean;
}

/** Versions of the protocol that differ in nothing that is used here, the newest first. */
const VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

/** JSON-RPC 2.0. https://www.jsonrpc.org/specification#error_object */
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

const requestId = z.union([z.string(), z.number()]);
const message = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.optional(requestId),
  method: z.string(),
  params: z.optional(z.record(z.string(), z.unknown())),
});
const withId = z.object({ id: requestId });
/** An answer to a request, of which this server makes none. */
const answer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.unknown() })]);
const initializeParams = z.object({ protocolVersion: z.string() });
const callParams = z.object({ name: z.string(), arguments: z.optional(z.record(z.string(), z.unknown())) });

class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const INSTRUCTIONS =
  'Figures of one organization on the Claude API (Anthropic), as the VS Code extension Claude Usage & Cost has stored them on this machine. Begin with get_status where freshness matters. Budgets and forecasts are not known here: VS Code shows them.';

/** Declarations of the tools as a client lists them: nothing is changed by them, and nothing outside this machine is asked. */
const LISTED = TOOLS.map(({ name, title, modelDescription, inputSchema }) => ({
  name,
  title,
  description: modelDescription,
  inputSchema,
  annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
}));

/** Answers the messages of one MCP client (https://modelcontextprotocol.io/specification/2025-11-25). */
export class McpSession {
  readonly #version: string;
  readonly #callTool: CallTool;

  /** `version` is that of the extension. */
  constructor(version: string, callTool: CallTool) {
    this.#version = version;
    this.#callTool = callTool;
  }

  /** Answers a line of JSON with one; null where there is nothing to answer. */
  async answer(line: string): Promise<string | null> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      return JSON.stringify(failure(null, PARSE_ERROR, 'The message is not JSON.'));
    }
    // Version 2025-03-26 has batches.
    if (!Array.isArray(parsed) || parsed.length === 0) return textOrNull(await this.#respond(parsed));
    const responses = await Promise.all(parsed.map((each) => this.#respond(each)));
    const told = responses.filter((each) => each !== null);
    return told.length === 0 ? null : JSON.stringify(told);
  }

  async #respond(raw: unknown): Promise<object | null> {
    const { data: received } = message.safeParse(raw);
    if (!received) {
      if (answer.safeParse(raw).success) return null;
      return failure(
        withId.safeParse(raw).data?.id ?? null,
        INVALID_REQUEST,
        'The message is no request of JSON-RPC 2.0.',
      );
    }
    const { id, method, params = {} } = received;
    // A notification: none of them concerns answers that are given at once.
    if (id === undefined) return null;
    try {
      return { jsonrpc: '2.0', id, result: await this.#result(method, params) };
    } catch (error) {
      if (error instanceof RpcError) return failure(id, error.code, error.message);
      throw error;
    }
  }

  async #result(method: string, params: Readonly<Record<string, unknown>>): Promise<object> {
    switch (method) {
      case 'initialize':
        return this.#initialize(params);
      case 'ping':
        return {};
      case 'tools/list':
        return { tools: LISTED };
      case 'tools/call':
        return this.#call(params);
      default:
        throw new RpcError(METHOD_NOT_FOUND, 'There is no such method.');
    }
  }

  #initialize(params: unknown): object {
    const { data } = initializeParams.safeParse(params);
    if (!data) throw new RpcError(INVALID_PARAMS, 'initialize needs a protocolVersion.');
    const [newest] = VERSIONS;
    return {
      protocolVersion: VERSIONS.find((version) => version === data.protocolVersion) ?? newest,
      capabilities: { tools: {} },
      serverInfo: { name: 'claude-usage', title: 'Claude Usage & Cost', version: this.#version },
      instructions: INSTRUCTIONS,
    };
  }

  async #call(params: unknown): Promise<object> {
    const { data } = callParams.safeParse(params);
    if (!data) throw new RpcError(INVALID_PARAMS, 'tools/call needs a name, and arguments as an object.');
    if (!TOOLS.some(({ name }) => name === data.name)) throw new RpcError(INVALID_PARAMS, 'There is no such tool.');
    const { text, isError } = await this.#callTool(data.name, data.arguments ?? {});
    return { content: [{ type: 'text', text }], isError };
  }
}

function failure(id: string | number | null, code: number, words: string): object {
  return { jsonrpc: '2.0', id, error: { code, message: words } };
}

function textOrNull(response: object | null): string | null {
  return response === null ? null : JSON.stringify(response);
}
