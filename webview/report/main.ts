import { makeSortable, type TableSort } from './sortableTable.ts';
import './report.css';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();
// The host, which has written the buttons, knows their calls: see `fromReport.ts`.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-call]')) {
  button.addEventListener('click', () => vscode.postMessage({ call: button.dataset['call'] }));
}

/** Orders that the user has chosen, by table. VS Code keeps them while the tab is hidden. */
const sorts = new Map<number, TableSort>(Array.isArray(vscode.getState()) ? (vscode.getState() as []) : []);
for (const [at, table] of document.querySelectorAll('table').entries()) {
  makeSortable(table, sorts.get(at) ?? null, (sort) => {
    sorts.set(at, sort);
    vscode.setState([...sorts]);
  });
}
