/**
 * Typed calls between two sides that share no memory: page and host, host and engine thread. Calls are declared once, as a
 * table or an interface of the kinds below; callers and handlers are checked against it, and a handler that is missing does
 * not compile.
 */
import * as z from 'zod/mini';

/** A call that has no answer. */
export interface Notification<Params> {
  readonly kind: 'notification';
  readonly params: Params;
}

/** A call that is answered only where it failed. */
interface Command<Params> {
  readonly kind: 'command';
  readonly params: Params;
}

/** A call with a reply. Progress comes before it, and the caller's abort signal reaches the handler. */
export interface Request<Params, Reply, Progress = never> {
  readonly kind: 'request';
  readonly params: Params;
  readonly reply: Reply;
  readonly progress: Progress;
}

/** A sentence for the user on what could not be done; null where it was. */
export type CallFailure = string | null;

/** Circumstances of a request, for its handler. */
export interface Asked<Progress> {
  /** Aborted where the caller has cancelled it, or is gone. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

type Handler<Call> =
  Call extends Request<infer Params, infer Reply, infer Progress>
    ? (params: Params, asked: Asked<Progress>) => Reply | Promise<Reply>
    : Call extends Command<infer Params>
      ? (params: Params) => CallFailure | Promise<CallFailure>
      : Call extends Notification<infer Params>
        ? (params: Params) => void | Promise<void>
        : never;

/** A handler for every call, none left out. */
export type Handlers<Calls> = { readonly [Name in keyof Calls]: Handler<Calls[Name]> };

export type ParamsOf<Call> = Call extends { readonly params: infer Params } ? Params : never;
/** Parameters as they are handed over: none where a call has none. */
export type Arguments<Call> = [undefined] extends [ParamsOf<Call>] ? [] : [params: ParamsOf<Call>];

/** Makes calls without waiting for them. */
export type Post<Calls> = <Name extends keyof Calls & string>(call: Name, ...params: Arguments<Calls[Name]>) => void;

/** A call as the message that is sent. */
export type CallMessage<Calls> = {
  readonly [Name in keyof Calls]: { readonly call: Name; readonly params: ParamsOf<Calls[Name]> };
}[keyof Calls];

/** Readonly in depth. */
type Immutable<T> = T extends string | number | boolean | bigint | null | undefined | ArrayBufferView
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Immutable<Item>[]
    : { readonly [Field in keyof T]: Immutable<T[Field]> };

/** A value that a schema has parsed. */
export type Parsed<Schema extends z.ZodMiniType> = Immutable<z.output<Schema>>;

/** Calls whose parameters are parsed where they arrive: kind and schema by name. */
export type CallTable = Readonly<
  Record<string, { readonly kind: 'notification' | 'command'; readonly params: z.ZodMiniType }>
>;

/** The calls of a table, for those who make and who handle them. */
export type CallsOf<Table extends CallTable> = {
  readonly [Name in keyof Table]: {
    readonly kind: Table[Name]['kind'];
    readonly params: Parsed<Table[Name]['params']>;
  };
};

export function notification<Schema extends z.ZodMiniType>(params: Schema) {
  return { kind: 'notification', params } as const;
}

export function command<Schema extends z.ZodMiniType>(params: Schema) {
  return { kind: 'command', params } as const;
}

/** Makes the message of a call, its parameters encoded by their schema. */
export function encodeCall<Table extends CallTable, Name extends keyof Table & string>(
  table: Table,
  call: Name,
  ...params: Arguments<CallsOf<Table>[Name]>
): unknown {
  return { call, params: z.encode((table[call] as CallTable[string]).params, params[0]) };
}

/**
 * Parses a message and calls its handler; returns the call and its outcome. Throws where it is no call of the table, and a
 * ZodError that names the field where its parameters are not as declared.
 */
export function dispatch<Table extends CallTable>(
  table: Table,
  handlers: Handlers<CallsOf<Table>>,
  message: unknown,
): { readonly call: string; readonly outcome: unknown } {
  const { call, params } = Object(message) as { readonly call?: unknown; readonly params?: unknown };
  const declared = typeof call === 'string' && Object.hasOwn(table, call) ? table[call] : undefined;
  if (!declared) throw new Error(`no call is named ${call}`);
  const handle = handlers[call as string] as (params: unknown) => unknown;
  return { call: call as string, outcome: handle(z.parse(declared.params, params)) };
}
