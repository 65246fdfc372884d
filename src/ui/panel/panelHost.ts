import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { REPORTS } from '../../reports/reports.ts';
import { type Choice, FIRST_CHOICE } from '../../shared/choice.ts';
import { errorMessage } from '../../shared/errorMessage.ts';
import { type FromPage, fromPage, type PageActions, type PageCommand } from '../../shared/fromPage.ts';
import type { ChangeAnswer, PanelView } from '../../shared/panelView.ts';
import { type Arguments, type CallFailure, dispatch, encodeCall, type Handlers } from '../../shared/rpc.ts';
import { type ToPage, toPage } from '../../shared/toPage.ts';
import { panelHtml } from './panelHtml.ts';

export interface PanelEvents {
  /** Called with the choice shown; null while the panel is hidden or closed. */
  onChoice(choice: Choice | null): void;
  /** Handlers of the page's actions. */
  readonly commands: Handlers<PageActions>;
  onLog(line: string): void;
}

/**
 * The one panel: opened, revealed, restored after a reload. Its page is sent each view as it is made; VS Code keeps views
 * for a page that still loads. A page without a view says so when it is ready.
 */
export class PanelHost implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #events: PanelEvents;
  readonly #handlers: Handlers<FromPage>;
  #panel: vscode.WebviewPanel | null = null;
  #choice: Choice = FIRST_CHOICE;
  /** The choices that led to it. */
  #path: readonly Choice[] = [];
  /** The choice that `onChoice` last had. */
  #looking: Choice | null = null;
  /** A choice that a page has not been told yet, as it loads. */
  #wanted: Choice | null = null;
  #view: PanelView = { status: 'loading', organization: null, sample: false };

  constructor(extensionUri: vscode.Uri, events: PanelEvents) {
    this.#extensionUri = extensionUri;
    this.#events = events;
    this.#handlers = {
      ...events.commands,
      ready: ({ choice, hasView }) => {
        this.#choice = this.#wanted ?? choice;
        if (this.#wanted) this.#post('choose', this.#wanted);
        this.#wanted = null;
        if (!hasView) this.#post('view', this.#view);
        this.#look(this.#choice);
      },
      choose: (choice) => {
        this.#choice = choice;
        this.#look(choice);
      },
      path: (path) => {
        this.#path = path;
      },
      run: (command) => this.#attempt(command, this.#run(command)),
    };
  }

  /** The view that the page shows, or is about to show. */
  get view(): PanelView {
    return this.#view;
  }

  /** Opens or reveals the panel, with another choice where one is given. */
  open(choice?: Choice): void {
    if (choice) [this.#choice, this.#path] = [choice, []];
    if (this.#panel) {
      const isLoaded = this.#panel.visible;
      this.#panel.reveal();
      if (!choice) return;
      if (isLoaded) this.#post('choose', choice);
      else this.#wanted = choice;
    } else {
      this.#adopt(vscode.window.createWebviewPanel('claudeUsage.panel', 'Claude Usage', vscode.ViewColumn.Active));
    }
  }

  /** Takes over a panel after a reload. Its page has kept its state, and sends its choice when it is ready. */
  restore(panel: vscode.WebviewPanel): void {
    if (this.#panel) panel.dispose();
    else this.#adopt(panel);
  }

  show(view: PanelView): void {
    this.#view = view;
    this.#post('view', view);
  }

  /** Hands over what the page has asked for. */
  showChange(answer: ChangeAnswer): void {
    this.#post('change', answer);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    // The view is made while the page loads, and is there when it is ready.
    this.#look(panel.visible ? this.#choice : null);
    this.#panel = panel;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.#extensionUri, 'dist');
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.#panel = null;
      this.#look(null);
    });
    panel.onDidChangeViewState(() => this.#look(panel.visible ? this.#choice : null));
    webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = panelHtml({
      nonce: randomBytes(16).toString('base64url'),
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      style: readFileSync(vscode.Uri.joinPath(dist, 'panel.css').fsPath, 'utf8'),
      locale: vscode.env.language,
      choice: this.#choice,
      path: this.#path,
      reports: REPORTS.map(({ id, title, answers }) => ({ id, title, answers })),
    });
  }

  #look(choice: Choice | null): void {
    if (JSON.stringify(choice) === JSON.stringify(this.#looking)) return;
    this.#looking = choice;
    this.#events.onChoice(choice);
  }

  #receive(message: unknown): void {
    try {
      const { call, outcome } = dispatch(fromPage, this.#handlers, message);
      void this.#attempt(call, outcome).then((failure) => failure !== null && this.#post('failed', failure));
    } catch (error) {
      this.#events.onLog(`the panel sent an unknown message: ${error instanceof Error ? error.message : 'no error'}`);
    }
  }

  async #run(command: PageCommand): Promise<null> {
    await vscode.commands.executeCommand(command);
    return null;
  }

  /** Returns the failure of an action, as a sentence for the user, or null; logs an unexpected one. */
  async #attempt(what: string, work: unknown): Promise<CallFailure> {
    try {
      const outcome = await work;
      return typeof outcome === 'string' ? outcome : null;
    } catch (error) {
      this.#events.onLog(`${what} failed: ${errorMessage(error)}`);
      return 'Something went wrong. See the log.';
    }
  }

  #post<Call extends keyof ToPage>(call: Call, ...params: Arguments<ToPage[Call]>): void {
    if (this.#panel?.visible) void this.#panel.webview.postMessage(encodeCall(toPage, call, ...params));
  }
}
