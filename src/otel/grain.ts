import { OTEL_ATTRIBUTES, type OtelAttribute } from '../shared/otel.ts';
import { plainText } from '../shared/plainText.ts';
import type { LineNames } from '../source/series.ts';

/** Attributes of a point by their keys. */
export type Attributes = Readonly<Record<string, string>>;

/** Names that people have given, by id: what is sent beside the ids. */
export interface GivenNames {
  workspace(id: string): string;
  apiKey(id: string): string;
}

interface Field {
  readonly field: keyof LineNames;
  readonly key: string;
  /** Key and source of the name that stands beside the id, where people name it. */
  readonly named?: { readonly key: string; readonly of: keyof GivenNames };
}

const FIELDS: Readonly<Record<OtelAttribute, Field>> = {
  workspace: {
    field: 'workspaceId',
    key: 'anthropic.workspace.id',
    named: { key: 'anthropic.workspace.name', of: 'workspace' },
  },
  apiKey: {
    field: 'apiKeyId',
    key: 'anthropic.api_key.id',
    named: { key: 'anthropic.api_key.name', of: 'apiKey' },
  },
  serviceTier: { field: 'serviceTier', key: 'anthropic.service_tier' },
  inferenceGeo: { field: 'inferenceGeo', key: 'anthropic.inference_geo' },
  contextWindow: { field: 'contextWindow', key: 'anthropic.context_window' },
  speed: { field: 'speed', key: 'anthropic.speed' },
};
/** Fields that usage can be told apart by later on: then it moves from one value to another. */
const DIVISIBLE: ReadonlySet<OtelAttribute> = new Set(['inferenceGeo', 'speed']);
const MODEL = 'gen_ai.request.model';
const SEPARATOR = '\0';
/** Stands for what belongs to no usage, and so to no key: it has no name, either. */
const NO_KEY = '\x01';
/** Characters of a name that are sent. */
const MOST_CHARACTERS = 120;
const E_MAIL = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[^\s@<>()"',;:.]+/g;

/** Fields by which usage and cost are told apart: the model, and the combination of some attributes. */
export class Grain {
  readonly #fields: readonly Field[];
  readonly #parents: readonly number[] | null;

  constructor(attributes: readonly OtelAttribute[]) {
    const chosen = OTEL_ATTRIBUTES.filter((attribute) => attributes.includes(attribute));
    this.#fields = chosen.map((attribute) => FIELDS[attribute]);
    const lasting = chosen.flatMap((attribute, index) => (DIVISIBLE.has(attribute) ? [] : [index + 1]));
    this.#parents = lasting.length === chosen.length ? null : [0, ...lasting];
  }

  /** Identity of a combination, by ids alone; `''` is a value that is not told. */
  idOf(model: string, names: LineNames): string {
    return [model, ...this.#fields.map(({ field }) => names[field] ?? NO_KEY)].join(SEPARATOR);
  }

  /** Identity of what a combination was before it was told apart further; the same for combinations that stay. */
  parentOf(id: string): string {
    if (this.#parents === null) return id;
    const values = id.split(SEPARATOR);
    return this.#parents.map((index) => values[index] ?? '').join(SEPARATOR);
  }

  attributesOf(id: string, names: GivenNames): Attributes {
    const [model = '', ...values] = id.split(SEPARATOR);
    const attributes: Record<string, string> = { [MODEL]: model };
    for (const [index, { key, named }] of this.#fields.entries()) {
      const value = values[index] ?? '';
      attributes[key] = value === NO_KEY ? '' : value;
      if (named) attributes[named.key] = value === NO_KEY ? '' : sentName(names[named.of](value));
    }
    return attributes;
  }
}

/** A name as it is sent: one line, not too long, and without e-mail addresses. */
export function sentName(name: string): string {
  // Its length is bounded first: a name may be of any, and addresses take long to find in a long one.
  const bounded = name.slice(0, 20 * MOST_CHARACTERS).toWellFormed();
  const characters = [...plainText(bounded).replace(E_MAIL, '…')];
  return characters.length > MOST_CHARACTERS
    ? `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`
    : characters.join('');
}
