import type * as vscode from 'vscode';

/** What the steps of a longer question are shown with. */
export interface StepParts {
  readonly window: Pick<typeof vscode.window, 'createQuickPick' | 'createInputBox'>;
  /** `QuickInputButtons.Back`, which only VS Code itself has at run time. */
  readonly backButton: vscode.QuickInputButton;
}

/** The user wants the step before. */
export const BACK = Symbol('back');
/** Undefined where the user turned away. */
export type Answer<T> = T | typeof BACK | undefined;

export function isValue<T>(answer: Answer<T>): answer is T {
  return answer !== undefined && answer !== BACK;
}

interface Step {
  readonly title: string;
  /** Its place among the steps and their number; left out where there is one alone. */
  readonly place?: readonly [step: number, of: number];
  readonly canGoBack: boolean;
}

export interface PickItem<T> extends vscode.QuickPickItem {
  /** Left out for a separator. */
  readonly value?: T;
}

export interface PickStep<T> extends Step {
  readonly placeholder: string;
  readonly items: readonly PickItem<T>[];
  /** Items that come before them once they are there. */
  readonly first?: Promise<readonly PickItem<T>[]>;
  /** The item that Enter takes; the first one unless said. */
  readonly active?: (value: T) => boolean;
}

/** What is made of a text: a value with a remark on it (`''` for none), or what is wrong with it, in a sentence. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly remark: string }
  | { readonly ok: false; readonly problem: string };

export interface TextStep<T> extends Step {
  readonly prompt: string;
  /** Text at first. */
  readonly value: string;
  readonly placeholder?: string;
  readonly read: (text: string) => Reading<T>;
}

/** `QuickPickItemKind.Separator` and `InputBoxValidationSeverity`, which only VS Code itself has at run time. */
const SEPARATOR = -1;
const [INFO, ERROR] = [1, 3];

/** Asks for one item of a list. */
export async function pickItem<T>({ window, backButton }: StepParts, step: PickStep<T>): Promise<Answer<T>> {
  const list = window.createQuickPick<PickItem<T>>();
  dress(list, step, backButton);
  list.placeholder = step.placeholder;
  list.matchOnDescription = true;
  list.items = step.items;
  const active = step.items.filter(({ value }) => value !== undefined && step.active?.(value));
  if (active.length > 0) list.activeItems = active;
  const answered = new AbortController();
  if (step.first !== undefined) void addFirst(list, step.first, answered.signal);
  try {
    return await answerOf(list, () => list.selectedItems[0]?.value);
  } finally {
    answered.abort();
  }
}

/** Puts items before the others when they come, without moving what Enter takes. */
async function addFirst<T>(
  list: vscode.QuickPick<PickItem<T>>,
  first: Promise<readonly PickItem<T>[]>,
  answered: AbortSignal,
): Promise<void> {
  list.busy = true;
  const items = await first;
  if (answered.aborted) return;
  const active = list.activeItems;
  list.items = [...items, ...list.items];
  list.activeItems = active;
  list.busy = false;
}

/** Asks for a text, and says what it comes to while it is typed. */
export async function typeText<T>({ window, backButton }: StepParts, step: TextStep<T>): Promise<Answer<T>> {
  const box = window.createInputBox();
  dress(box, step, backButton);
  box.prompt = step.prompt;
  box.value = step.value;
  if (step.placeholder !== undefined) box.placeholder = step.placeholder;
  const remark = (text: string) => {
    const reading = step.read(text);
    box.validationMessage = text.trim() === '' ? undefined : remarkOf(reading);
  };
  remark(step.value);
  const listener = box.onDidChangeValue(remark);
  try {
    return await answerOf(box, () => {
      const reading = step.read(box.value);
      if (reading.ok) return reading.value;
      box.validationMessage = remarkOf(reading);
      return undefined;
    });
  } finally {
    listener.dispose();
  }
}

export function section<T>(label: string, items: readonly PickItem<T>[]): PickItem<T>[] {
  return items.length === 0 ? [] : [{ label, kind: SEPARATOR }, ...items];
}

/** Asks the steps one after the other, and the one before again where the user goes back; true once all are answered. */
export async function askSteps(steps: readonly (() => Promise<Answer<unknown>>)[]): Promise<Answer<true>> {
  for (let at = 0; at < steps.length; ) {
    const answer = await steps[at]?.();
    if (answer === undefined) return undefined;
    at += answer === BACK ? -1 : 1;
    if (at < 0) return BACK;
  }
  return true;
}

function dress(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  step: Step,
  back: vscode.QuickInputButton,
) {
  input.title = step.title;
  if (step.place) [input.step, input.totalSteps] = step.place;
  if (step.canGoBack) input.buttons = [back];
  input.ignoreFocusOut = true;
}

type Asking = vscode.QuickInput & Pick<vscode.InputBox, 'onDidAccept' | 'onDidTriggerButton'>;

/** Shows an input until it is answered; an answer that is undefined leaves it open. */
async function answerOf<T>(input: Asking, read: () => T | undefined): Promise<Answer<T>> {
  const { promise, resolve } = Promise.withResolvers<Answer<T>>();
  const listeners = [
    input.onDidAccept(() => {
      const answer = read();
      if (answer !== undefined) resolve(answer);
    }),
    input.onDidTriggerButton(() => resolve(BACK)),
    input.onDidHide(() => resolve(undefined)),
  ];
  input.show();
  try {
    return await promise;
  } finally {
    for (const listener of listeners) listener.dispose();
    input.dispose();
  }
}

function remarkOf(reading: Reading<unknown>): vscode.InputBoxValidationMessage | undefined {
  if (!reading.ok) return { message: reading.problem, severity: ERROR };
  return reading.remark === '' ? undefined : { message: reading.remark, severity: INFO };
}
