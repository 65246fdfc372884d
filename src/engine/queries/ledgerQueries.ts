import { exploring } from '../../figures/answer/explore.ts';
import { nowView } from '../../figures/answer/nowView.ts';
import type { NoticeCause } from '../../figures/budgets/crossingNotice.ts';
import { definitionOf } from '../../figures/budgets/crossings.ts';
import { besideCredits } from '../../figures/caveats.ts';
import { answerChange } from '../../figures/change/answerChange.ts';
import { claimColors } from '../../figures/colors/claimColors.ts';
import { lentColors } from '../../figures/colors/lentColors.ts';
import { valueUses } from '../../figures/colors/valueUses.ts';
import { hasCredits } from '../../figures/credits.ts';
import { costTypeName } from '../../figures/names.ts';
import { type Freshness, freshnessOf, takeOver } from '../../figures/scan/freshness.ts';
import { PricedDayCache } from '../../figures/scan/pricedDayCache.ts';
import { daysIn, PricedDays } from '../../figures/scan/pricedDays.ts';
import { completed, type Steps } from '../../figures/scan/steps.ts';
import { ScopeSums } from '../../figures/scopes/scopeSums.ts';
import { setApartDays } from '../../figures/setApartDays.ts';
import { summarize } from '../../figures/summary.ts';
import { NameDirectory } from '../../figures/sums/directory.ts';
import { DayIndex } from '../../ledger/dayIndex.ts';
import type { OrganizationLedger } from '../../ledger/ledger.ts';
import type { SetApartLine } from '../../ledger/setApartTable.ts';
import type { ReportRequest } from '../../reports/report.ts';
import type { ReportData } from '../../reports/reportData.ts';
import { isOfMonths } from '../../reports/reports.ts';
import { SAMPLE_BUDGETS } from '../../sample/planning.ts';
import type { LiveSettings } from '../../settings.ts';
import type { BudgetState } from '../../shared/budget.ts';
import type { BudgetChoices, OfferedLimit } from '../../shared/budgetChoices.ts';
import type { ChangeQuestion } from '../../shared/changeQuestion.ts';
import { type Choice, FIRST_CHOICE } from '../../shared/choice.ts';
import { DIMENSION_IDS } from '../../shared/dimensions.ts';
import { type Explorer, type Fetching, NO_USAGE, type Value } from '../../shared/explorer.ts';
import { createFormat } from '../../shared/format.ts';
import type { ChangeAnswer, PanelView, Problem, Progress } from '../../shared/panelView.ts';
import { ORGANIZATION } from '../../shared/scope.ts';
import type { Summary } from '../../shared/summary.ts';
import type { Organization, SpendLimit } from '../../source/source.ts';
import { DAY, startOfUtcDay, startOfUtcMonth, utcDayStart } from '../../time/utc.ts';
import { instantOfLocal, zoneDay } from '../../time/zone.ts';
import type { Planning } from '../../tools/toolSources.ts';
import type { EngineConfig } from '../thread/protocol.ts';
import { budgetCause } from './budgetCause.ts';
import { BudgetQueries } from './budgetQueries.ts';
import { CostCentreQueries } from './costCentreQueries.ts';
import { DayEndEstimates } from './dayEndEstimates.ts';
import { FinalMonths } from './finalMonths.ts';
import { MeasurementQueries } from './measurementQueries.ts';
import { type ReportSources, readReportData } from './readReportData.ts';
import { RunwayQueries, sampleEntries } from './runwayQueries.ts';
import { UnusualQueries } from './unusualQueries.ts';

type ReadyView = PanelView & { readonly status: 'ready' };

interface Days {
  readonly from: string;
  readonly to: string;
}

export interface SummaryState {
  /** ms */
  readonly now: number;
  readonly problem: Problem | null;
  readonly progress: Progress | null;
}

/** Parts of the panel's view beside the answer to a choice. */
export interface BesideChoice {
  readonly summary: Summary;
  readonly fetching: Fetching | null;
}

/** Start of the days whose set-apart rows are named beside today's figure, ms. */
function toldFrom(now: number): number {
  return Math.min(startOfUtcMonth(now), startOfUtcDay(now) - DAY);
}

function isOfClaudeCode({ report }: SetApartLine): boolean {
  return report === 'claudeCode';
}

/** Everything that is shown of one organization, from the ledger alone. */
export class LedgerQueries {
  readonly #ledger: OrganizationLedger;
  readonly #organization: Organization;
  readonly #config: EngineConfig;
  /** As the newest look has left them. */
  readonly pricedDays: PricedDays;
  readonly #dayCache: PricedDayCache;
  readonly #dayEnds: DayEndEstimates;
  readonly measurements: MeasurementQueries;
  readonly unusual: UnusualQueries;
  readonly scopes: ScopeSums;
  readonly runways: RunwayQueries;
  readonly budgets: BudgetQueries;
  readonly #costCentres: CostCentreQueries;
  readonly finalMonths: FinalMonths;

  constructor(ledger: OrganizationLedger, organization: Organization, config: EngineConfig) {
    this.#ledger = ledger;
    this.#organization = organization;
    this.#config = config;
    this.pricedDays = new PricedDays(new DayIndex(ledger));
    this.#dayCache = new PricedDayCache();
    this.#dayEnds = new DayEndEstimates(ledger, this.pricedDays, config.account.type === 'sample');
    this.measurements = new MeasurementQueries(ledger, this.pricedDays, (now) => this.#freshness(now));
    this.scopes = new ScopeSums({
      pricedDays: this.pricedDays,
      table: ledger.daySums,
      defaultWorkspaceId: () => ledger.names.defaultWorkspaceId(),
    });
    this.unusual = new UnusualQueries({
      ledger,
      pricedDays: this.pricedDays,
      scopes: this.scopes,
      config,
      sources: (now) => this.#sources(now),
    });
    const isSample = config.account.type === 'sample';
    this.runways = new RunwayQueries({
      pricedDays: this.pricedDays,
      scopes: this.scopes,
      table: ledger.balances,
      sample: isSample ? sampleEntries : null,
    });
    this.budgets = new BudgetQueries({
      ledger,
      scopes: this.scopes,
      organizationId: organization.id,
      budgets: config.budgets,
      sample: isSample ? SAMPLE_BUDGETS : null,
      recorded: (budget, periodStart) =>
        ledger.crossings.passed({ name: budget.name, definition: definitionOf(budget) }, periodStart),
    });
    this.finalMonths = new FinalMonths({ ledger, pricedDays: this.pricedDays });
    this.#costCentres = new CostCentreQueries(config.costCentres, isSample, this.budgets);
  }

  /** Takes over what has been set since the session began. */
  setLive({ budgets, costCentres }: LiveSettings): void {
    this.budgets.set(budgets);
    this.#costCentres.set(costCentres);
  }

  /** Summary; null while hours of today are missing, as a partial sum is never shown as the sum. */
  summary({ now, problem, progress }: SummaryState): Summary | null {
    const { zone, locale, account, intervalMs } = this.#config;
    const fresh = this.refresh(now);
    this.scopes.refresh(now, fresh.dataTo);
    this.scopes.advance();
    this.#dayEnds.note(now);
    if (!this.#isTodayComplete(now)) return null;
    this.#dayEnds.keep(now);
    const runway = this.runways.state(now);
    const budgets = this.budgets.figures(now);
    const summary = summarize(this.pricedDays, {
      organization: this.#organization,
      sample: account.type === 'sample',
      now,
      zone,
      locale,
      names: this.#ledger.names.all(),
      freshness: fresh,
      checkedAt: this.#ledger.syncState.get('checkedAt') || null,
      intervalMs,
      problem,
      progress,
      lastHour: this.pricedDays.lastHour(fresh.usageTo),
      estimates: this.#ledger.estimates.all(),
      setApart: this.#setApart(toldFrom(now), now),
    });
    return { ...summary, ...budgets, ...this.#costCentres.mistakes(now), ...(runway ? { runway } : {}) };
  }

  /**
   * Makes the panel's view in steps: it is of one ledger as long as `revision` stays the same. `beside` is asked at the
   * end for the newest of the rest.
   */
  *panel(choice: Choice, now: number, beside: () => BesideChoice): Steps<ReadyView> {
    const { zone } = this.#config;
    const { pricedDays, ledger, freshness } = this.#sources(now);
    const explored = yield* this.#explore(choice, now);
    const { summary, fetching } = beside();
    const explorer = { ...explored, fetching };
    return {
      status: 'ready',
      summary: hasCredits(pricedDays, explorer.span)
        ? { ...summary, caveats: besideCredits(pricedDays, summary.caveats) }
        : summary,
      explorer,
      historyDays: this.#config.historyDays,
      now: nowView({ pricedDays, now, zone, freshness }),
      ownedColors: { series: ledger.ownedColors.slots(choice.by), models: ledger.ownedColors.slots('model') },
      saved: ledger.views.all(),
      notes: ledger.notes.all(),
    };
  }

  /** Answers what has changed, in steps: see `panel`. */
  change(question: ChangeQuestion, now: number): Steps<ChangeAnswer> {
    const { zone, locale } = this.#config;
    return answerChange({ ...this.#sources(now), question, zone, locale });
  }

  /** True once a UTC day: it is time that values claim their colours. */
  isColorClaimDue(now: number): boolean {
    const claimedAt = this.#ledger.syncState.get('colorsClaimedAt');
    return startOfUtcDay(claimedAt) !== startOfUtcDay(now);
  }

  /** Has the dearest values of the history claim colours, in steps: see `panel`. `view` is what the page shows. */
  *claimColors(view: ReadyView, now: number): Steps<void> {
    const uses = yield* valueUses(this.#sources(now), this.#config.zone);
    const lent = lentColors(view);
    const { ownedColors, syncState } = this.#ledger;
    ownedColors.change(DIMENSION_IDS, (dimension, owned) =>
      claimColors(owned, uses[dimension], lent[dimension] ?? {}, now),
    );
    syncState.set('colorsClaimedAt', now);
  }

  /**
   * True where the ledger has all hours of a period, as far as they have happened and are kept. Its days are of `zone`.
   * Bills are not enough: they name no keys.
   */
  isKnown({ from, to }: Days, now: number, zone = this.#config.zone): boolean {
    this.refresh(now);
    const today = startOfUtcDay(now);
    const start = Math.max(instantOfLocal(utcDayStart(from), zone), today - (this.#config.historyDays - 1) * DAY);
    const end = Math.min(instantOfLocal(utcDayStart(to) + DAY, zone), today);
    return daysIn({ start, end }).every((day) => this.pricedDays.isComplete(day));
  }

  /** True where Claude Code Analytics of any day of a period has been read. */
  hasClaudeCode({ from, to }: Days): boolean {
    return this.#ledger.claudeCode.days(utcDayStart(from), utcDayStart(to) + DAY).length > 0;
  }

  /** Starts of the days of a period, up to today, that Claude Code Analytics has not been read of. */
  unreadOfClaudeCode({ from, to }: Days, now: number): number[] {
    const span = { start: utcDayStart(from), end: Math.min(utcDayStart(to), startOfUtcDay(now)) + DAY };
    const read = new Set(this.#ledger.claudeCode.days(span.start, span.end).map(({ start }) => start));
    return daysIn(span).filter((day) => !read.has(day));
  }

  /** Names the rows set apart in a period's days, a sentence each: of Claude Code Analytics, or of all other reports. */
  setApart({ from, to }: Days, ofClaudeCode = false): string[] {
    const lines = ofClaudeCode
      ? this.#ledger.setApart.lines(utcDayStart(from), utcDayStart(to) + DAY).filter(isOfClaudeCode)
      : this.#setApart(utcDayStart(from), utcDayStart(to) + DAY);
    return setApartDays(lines, createFormat(this.#config.locale, 'UTC')).map(({ text }) => text);
  }

  #setApart(from: number, to: number): SetApartLine[] {
    return this.#ledger.setApart.lines(from, to).filter((line) => !isOfClaudeCode(line));
  }

  /** Values of each dimension in the days of a period. */
  values({ from, to }: Days, now: number): Explorer['values'] {
    return completed(this.#explore({ ...FIRST_CHOICE, range: { type: 'days', from, to } }, now)).values;
  }

  /** API keys to measure: those of the last 30 days, dearest first, and then the active ones that were not used. */
  measurableKeys(now: number): readonly Value[] {
    return this.budgetableValues(now).apiKey;
  }

  /** Values that a budget can be for: those of the last 30 days, dearest first, and then the active ones that were not used. */
  budgetableValues(now: number): BudgetChoices['values'] {
    this.refresh(now);
    const { model, workspace, apiKey } = completed(this.#explore(FIRST_CHOICE, now)).values;
    const directory = new NameDirectory(this.#ledger);
    const { names } = this.#ledger;
    const keys = [...names.apiKeys()].flatMap(([id, { status }]) =>
      status === 'active' ? [directory.apiKey(id)] : [],
    );
    const workspaces = names.activeWorkspaces().map((id) => directory.workspace(id));
    return {
      workspace: withUnused(workspace, workspaces),
      apiKey: withUnused(
        apiKey.filter(({ id }) => id !== NO_USAGE),
        keys,
      ),
      // Searches and other charges are shown as models where bills name none of them.
      model: model.filter(({ id }) => costTypeName(id) === id),
    };
  }

  /** A limit of the Console, by the ids and names that the ledger has. */
  offeredLimit({ workspaceId, period, amount, isOfTier }: SpendLimit): OfferedLimit {
    if (workspaceId === null) return { scope: ORGANIZATION, scopeName: '', period, amount, isOfTier };
    const id = workspaceId === this.#ledger.names.defaultWorkspaceId() ? '' : workspaceId;
    const { name } = new NameDirectory(this.#ledger).workspace(id);
    return { scope: { dimension: 'workspace', id }, scopeName: name, period, amount, isOfTier };
  }

  /** What the spend of a budget's period comes from. */
  budgetCause(state: BudgetState, now: number): NoticeCause {
    return budgetCause(state, this.#sources(now), createFormat(this.#config.locale, 'UTC'));
  }

  /** Days are of `zone`, or of UTC where the report has no others. */
  reportData(request: ReportRequest, now: number, zone = this.#config.zone): ReportData {
    this.refresh(now);
    if (isOfMonths(request.report)) {
      this.#dayEnds.keepSample({ start: utcDayStart(request.from), end: utcDayStart(request.to) + DAY }, now);
    }
    const [organization, config, budgeting] = [this.#organization, { ...this.#config, zone }, this.#budgeting(now)];
    return readReportData(request, { ...this.#sources(now), organization, config, budgeting });
  }

  /** Budgets for a report, and what they are judged by. Sums by scope are brought up to date where they are asked for. */
  #budgeting(now: number): ReportSources['budgeting'] {
    return {
      budgets: () => {
        this.#completeScopes(now);
        const { budgets = [], badBudgets: bad = [], forecastAccuracy: accuracy = [] } = this.budgets.figures(now);
        return { budgets, bad, accuracy };
      },
      dailyCosts: (scope, days) => {
        const costs = days.map((start) => this.scopes.cost(scope, { start, end: start + DAY }));
        const known = costs.filter((cost) => cost !== null);
        return known.length < costs.length ? null : known;
      },
      runway: () => this.runways.state(now) ?? null,
      costCentres: () => {
        this.#completeScopes(now);
        return this.#costCentres.all();
      },
    };
  }

  #completeScopes(now: number): void {
    this.scopes.refresh(now, this.#freshness(now).dataTo);
    while (!this.scopes.advance()) {
      // The next slice.
    }
  }

  /** Budgets and forecasts, as far as they are known; sums by scope are as of the last summary. */
  planning(now: number): Planning {
    const runway = this.runways.state(now);
    return { ...this.budgets.figures(now), ...(runway ? { runway } : {}) };
  }

  exportSources(now: number) {
    this.refresh(now);
    return this.#sources(now);
  }

  #sources(now: number) {
    const [pricedDays, ledger, dayCache] = [this.pricedDays, this.#ledger, this.#dayCache];
    return { pricedDays, ledger, dayCache, now, freshness: this.#freshness(now) };
  }

  *#explore(choice: Choice, now: number): Steps<Explorer> {
    const { zone, locale } = this.#config;
    const explorer = yield* exploring({ ...this.#sources(now), choice, zone, locale, fetching: null });
    // Newer ones are named beside today's figure.
    const { start, end } = explorer.span;
    const older = this.#setApart(start, Math.min(end, toldFrom(now)));
    return { ...explorer, caveats: [...explorer.caveats, ...setApartDays(older, createFormat(locale, 'UTC'))] };
  }

  /** Changes whenever the days that figures are made of do. */
  get revision(): string {
    return `${this.pricedDays.refreshed}/${this.#dayCache.clearings}`;
  }

  /** Lets go of the days that were made for the panel, a report or an export. */
  forgetDays(): void {
    this.#dayCache.clear();
  }

  /** Takes over the ledger's newest data, and returns how far they go. */
  refresh(now: number): Freshness {
    return takeOver(this.pricedDays, this.#ledger.usage, this.firstDay(now), now);
  }

  /** Start of the first UTC day of the history, ms. */
  firstDay(now: number): number {
    return startOfUtcDay(now) - (this.#config.historyDays - 1) * DAY;
  }

  #isTodayComplete(now: number): boolean {
    const today = zoneDay(now, this.#config.zone);
    const days = [startOfUtcDay(today.start), startOfUtcDay(now)];
    return days.every((day) => this.pricedDays.isComplete(day));
  }

  #freshness(now: number): Freshness {
    return freshnessOf(this.pricedDays, this.#ledger.usage, now);
  }
}

/** Values that were used, and after them the others by name. */
function withUnused(used: readonly Value[], all: readonly Value[]): Value[] {
  const isUsed = new Set(used.map(({ id }) => id));
  return [...used, ...all.filter(({ id }) => !isUsed.has(id)).sort((a, b) => (a.name < b.name ? -1 : 1))];
}
