import { randomUUID } from 'node:crypto';
import type { Report } from '../../reports/report.ts';
import { type ReportAddress, viewAt } from './reportAddress.ts';
import { REPORT_SCHEME } from './reportScheme.ts';

/** The panel's view as it was when a report of it was asked for. */
export interface ViewDocument {
  readonly report: Report;
  /** The file that the panel exports of it: its chart, bucket by bucket. */
  readonly csv: string;
}

/** The most views kept, for their tabs and for saving them. */
const MOST_KEPT = 10;

/** Reports of the panel's view: each is of one moment, and lasts until the window closes. */
export class ViewDocuments {
  readonly #kept = new Map<string, ViewDocument>();

  /** Keeps a document and returns its address. */
  add(document: ViewDocument): ReportAddress {
    const view = randomUUID();
    this.#kept.set(view, document);
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    return { scheme: REPORT_SCHEME, path: `/${document.report.title}`, query: JSON.stringify({ view }) };
  }

  /** Returns the document of an address; null where it is not kept, or another address. */
  at(address: ReportAddress): ViewDocument | null {
    return this.#kept.get(viewAt(address) ?? '') ?? null;
  }

  forget(): void {
    this.#kept.clear();
  }
}
