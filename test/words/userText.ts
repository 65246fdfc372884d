import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, visitorKeys } from 'oxc-parser';

/** A text that a user can read, and where it is written. */
export interface UserText {
  /** Path from the checkout, with slashes. */
  readonly file: string;
  readonly line: number;
  /** One line; what is filled in at run time is `{expression}`. */
  readonly text: string;
}

/** Code whose texts users read; SQL and statements on wire formats are left out by their form. */
const SOURCES = ['src/**/*.ts', 'webview/**/*.ts', 'test/workbench/{start,install,provide,desktop}.ts'] as const;
const PAGES = ['README.md', 'CHANGELOG.md'] as const;

/** Lists every sentence and label that a user can read, by file and line. */
export function userTexts(root: string): UserText[] {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const sources = globSync([...SOURCES], { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  return [
    ...sources.sort().flatMap((file) => textsOfCode(file, read(file))),
    ...textsOfManifest('package.json', read('package.json')),
    ...PAGES.flatMap((file) => textsOfPage(file, read(file))),
  ];
}

/** A node of the syntax tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Texts in string and template literals of a TypeScript file, without those that only code reads. */
export function textsOfCode(file: string, code: string): UserText[] {
  const { program, errors } = parseSync(file, code);
  const [error] = errors;
  if (error) throw new SyntaxError(`${file}: ${error.message}`);
  const texts: UserText[] = [];
  const visit = (node: Node, parents: readonly Node[]) => {
    if (isCodeAlone(node, parents)) return;
    const text = textOf(node, code);
    if (text !== null && isReadable(text, parents)) {
      texts.push({ file, line: lineAt(code, node.start), text: onOneLine(text) });
    }
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [node[key]].flat()) if (isNode(child)) visit(child, [node, ...parents]);
    }
  };
  if (isNode(program)) visit(program, []);
  return texts;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A literal's text, with `{expression}` for each expression of a template; null for any other node. */
function textOf(node: Node, code: string): string | null {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const { quasis, expressions } = node as unknown as {
    quasis: readonly { value: { cooked: string } }[];
    expressions: readonly Node[];
  };
  return quasis
    .map(({ value }, at) => {
      const hole = expressions[at];
      return value.cooked + (hole ? `{${code.slice(hole.start, hole.end)}}` : '');
    })
    .join('');
}

/** Calls and constructors whose texts name things of the page, of HTML, or of the database. */
const CODE_CALLS =
  /^(querySelector(All)?|closest|matches|removeAttribute|addEventListener|removeEventListener|createElement(NS)?|icon|getContext|getElementById|exec|prepare|pragma|RegExp|setProperty|getPropertyValue|toggleAttribute|dispatchEvent|classList)$/;
/** Attributes that people read or hear. */
const READ_ATTRIBUTES = /^(aria-(label|description|roledescription)|title|placeholder|alt)$/;
/** Properties whose texts name such things. */
const CODE_FIELDS =
  /^(class|className|role|type|style|href|id|key|for|rel|sql|kind|font|textAlign|xmlns|viewBox|group|when|tag|locale|spellcheck|autocomplete|'?aria-(labelledby|describedby|controls|hidden|live|haspopup|busy|current|pressed|expanded|sort)'?|'?data-[\w-]+'?)$/;

/** True where neither a node nor anything in it is read by people. */
function isCodeAlone(node: Node, [parent]: readonly Node[]): boolean {
  if (node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(node.type)) return true;
  if (/^(Import|ExportAll)/.test(node.type)) return true;
  if (!parent) return false;
  switch (parent.type) {
    case 'ExportNamedDeclaration':
      return node === parent['source'];
    case 'ExpressionStatement':
      return node.type === 'Literal';
    case 'SwitchCase':
      return node === parent['test'];
    case 'BinaryExpression':
      return parent['operator'] !== '+';
    case 'MemberExpression':
    case 'TaggedTemplateExpression':
      return node.type === 'Literal' || node.type === 'TemplateLiteral';
    case 'Property':
      if (node === parent['key']) return true;
      return CODE_FIELDS.test(nameOf(parent['key']));
    case 'CallExpression':
    case 'NewExpression':
      if (node === parent['callee']) return false;
      // The first one is the name of an element.
      if (nameOf(parent['callee']) === 'el') return node === firstArgument(parent);
      if (nameOf(parent['callee']) === 'setAttribute') {
        return node === firstArgument(parent) || !READ_ATTRIBUTES.test(nameOf(firstArgument(parent)));
      }
      return CODE_CALLS.test(nameOf(parent['callee']));
    default:
      return false;
  }
}

function firstArgument(call: Node): unknown {
  return [call['arguments']].flat()[0];
}

/** The name of an identifier, of a member or of a quoted property; `''` for anything else. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  if (node.type === 'Identifier') return String(node['name']);
  return node.type === 'Literal' ? String(node['value']) : '';
}

/** Fields whose single words are labels, and constants. */
const LABEL_FIELDS = /^(word|plural|unset|unused|label|title|heading|caption|summary|values)$/;
const LABEL_CONSTANTS = /WORDS|NAMES|NOTE|TITLE|SO_FAR|REPORTS/;

const SQL =
  /^\s*(SELECT|INSERT|CREATE|UPDATE|DELETE|ALTER|DROP|PRAGMA|WITH|BEGIN|COMMIT|ROLLBACK|ATTACH|DETACH|VACUUM|REPLACE|SAVEPOINT|RELEASE|AND|WHERE|ORDER BY|FROM|VALUES|ON CONFLICT)\b|\bPRIMARY KEY\b|\b(INTEGER|TEXT|BLOB) NOT NULL\b/;
/** Paths, addresses, media types, ids and numbers. */
const TOKEN = /^[\w.:/#@*+?&=%$,;<>[\](){}|~^'"`!-]*$/;
/** Markup, policies and colours, headers of HTTP, and icons alone. */
const MARKUP = /^(<!DOCTYPE|default-src|Bearer |GET |color-mix|\(forced-colors|\$\([\w~-]+\)\s*$|\0)|px \{\}$/;

/** True for a sentence, for a word with a capital, and for any word where labels are declared. */
function isReadable(text: string, parents: readonly Node[]): boolean {
  const fixed = withoutHoles(text);
  if (!/\p{L}{2}/u.test(fixed) || SQL.test(fixed) || MARKUP.test(fixed)) return false;
  // A list of classes of CSS has no other word.
  if (/\S +\S/.test(fixed) && /(^|[^\w.-])[\p{L}’']{2,}/u.test(fixed))
    return !/^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)+)+$/.test(fixed);
  // A part of a sentence, such as ` others`, has a space at an end.
  if (/^\p{Lu}\p{Ll}+[:.…]?$/u.test(fixed) || /^ [\p{Ll} ]+$|^[\p{Ll} ]+ $/u.test(fixed)) return true;
  if (!/^\p{Ll}[\p{Ll}-]+$/u.test(fixed)) return !TOKEN.test(fixed);
  return parents.slice(0, 6).some(({ type, key, id }) => {
    return type === 'Property' ? LABEL_FIELDS.test(nameOf(key)) : LABEL_CONSTANTS.test(nameOf(id));
  });
}

/** A text with `{}` for each `{expression}`. */
export function withoutHoles(text: string): string {
  let depth = 0;
  let left = '';
  for (const character of text) {
    if (character === '{' && depth++ === 0) left += '{}';
    else if (character === '}' && depth > 0) depth--;
    else if (depth === 0) left += character;
  }
  return left;
}

/** Titles, labels and descriptions of the manifest. */
export function textsOfManifest(file: string, json: string): UserText[] {
  const texts: UserText[] = [];
  const field =
    /"(displayName|description|title|label|markdownDescription|deprecationMessage|shortTitle)": ("(?:[^"\\]|\\.)*")/;
  let isList = false;
  for (const [at, line] of json.split('\n').entries()) {
    const [, , quoted] = field.exec(line) ?? [];
    if (quoted !== undefined) texts.push({ file, line: at + 1, text: String(JSON.parse(quoted)) });
    const item = /^\s*("(?:[^"\\]|\\.)*"),?$/.exec(line)?.[1];
    if (isList && item !== undefined) texts.push({ file, line: at + 1, text: String(JSON.parse(item)) });
    if (/"(markdownEnumDescriptions|enumDescriptions|enumItemLabels)": \[/.test(line)) isList = true;
    else if (line.includes(']')) isList = false;
  }
  return texts;
}

/** Lines of a page of Markdown, without its code and its links' addresses. */
export function textsOfPage(file: string, markdown: string): UserText[] {
  let isCode = false;
  return markdown.split('\n').flatMap((line, at) => {
    if (line.startsWith('```')) isCode = !isCode;
    const text = line
      .replace(/\]\([^)]*\)/g, ']')
      .replace(/`[^`]*`/g, '``')
      .trim();
    return isCode || !/\p{L}{2}/u.test(text) ? [] : [{ file, line: at + 1, text }];
  });
}

function lineAt(code: string, offset: number): number {
  return code.slice(0, offset).split('\n').length;
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ⏎ ').trim();
}
