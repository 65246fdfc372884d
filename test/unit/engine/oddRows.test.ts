import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Report } from '../../../src/reports/report.ts';
import type { Summary } from '../../../src/shared/summary.ts';
import { DAY, HOUR, MINUTE } from '../../../src/time/utc.ts';
import type { Malformation } from '../../adminApi/faults/faults.ts';
import { caveatTexts } from '../../support/caveatTexts.ts';
import { Office } from '../../support/office.ts';
import { AT, assertClose, OPTIONS, TODAY, truthOf } from './kit.ts';

const told = (summary: Summary) => caveatTexts(summary).filter((line) => /incomplete|counted once/.test(line));

/** A first fill that meets a fault in every answer of one route. */
async function filledWith(how: Malformation, route: 'usage' | 'cost'): Promise<Office> {
  const office = await Office.open(OPTIONS);
  office.api.faults.add({ fault: { kind: 'malformed', how }, times: 'always', route });
  await office.engine.start();
  return office;
}

async function reportOf(office: Office, report: string, from: string, to: string): Promise<Report> {
  const request = { report, from, to, filters: [] };
  const outcome = await office.engine.runJob({ kind: 'report', request }, () => {}, new AbortController().signal);
  return outcome.kind === 'report' ? outcome.report : assert.fail(JSON.stringify(outcome));
}

describe('An odd row', () => {
  it('a line of the bill in another currency is left out alone, and every figure of its day is called incomplete', async () => {
    await using office = await filledWith('foreignCurrency', 'cost');
    const { problem, yesterday } = office.summary;
    assert.equal(problem, null);
    assert.ok((yesterday?.amount ?? 0n) > 0n);
    const sentence = 'The bill for Nov 14 is incomplete. 1 line could not be read: “30.00 EUR, Sommerfest”.';
    assert.deepEqual(told(office.summary), [sentence]);
    const statement = await reportOf(office, 'monthStatement', '2026-11-01', '2026-11-30');
    assert.ok(statement.notIncluded.includes(sentence));
    const { sum } = await reportOf(office, 'workspaceCost', '2026-11-14', '2026-11-14');
    assert.match(
      sum?.words ?? '',
      /^It doesn’t add up to the full bill, because parts of the bill could not be read\.$/,
    );
    assert.equal(office.log.filter((line) => line.includes('Sommerfest')).length, 1);
  });

  it('an odd row of a bill that is right when it is read again is forgotten', async () => {
    await using office = await filledWith('foreignCurrency', 'cost');
    office.api.faults.clear();
    const database = new DatabaseSync(office.ledgerPath);
    database.exec(`UPDATE bill SET read_at = read_at - ${HOUR}, changed_at = read_at - ${2 * DAY}, first_read_at = 0`);
    database.exec('DELETE FROM bill WHERE start = (SELECT start FROM set_apart)');
    database.close();
    for (let poll = 1; poll <= 4; poll += 1) await office.pollAt(AT + poll * MINUTE);
    assert.deepEqual(told(office.summary), []);
  });

  it('a row whose amounts are written otherwise changes no figure', async () => {
    await using plain = await Office.open(OPTIONS);
    await plain.engine.start();
    await using office = await filledWith('otherNotation', 'cost');
    assert.deepEqual(office.summary, plain.summary);
  });

  it('a row that leaves out its zero counts changes no figure', async () => {
    await using plain = await Office.open(OPTIONS);
    await plain.engine.start();
    await using office = await filledWith('emptyCounts', 'usage');
    assert.deepEqual(office.summary, plain.summary);
  });

  it('a row of usage with a count beyond what is exact is left out alone, and named', async () => {
    await using office = await filledWith('hugeCount', 'usage');
    const { problem, today } = office.summary;
    assert.equal(problem, null);
    assertClose(today?.amount, truthOf(office, TODAY), 0.05);
    assert.match(
      told(office.summary).join('\n'),
      /The usage for Nov \d+ is incomplete\. .*“output_tokens 9007199254740992, /,
    );
  });

  it('a row of usage with a new token type counts the known types, and the rest is named', async () => {
    await using office = await filledWith('newTokenType', 'usage');
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.match(told(office.summary).join('\n'), /“77 reasoning_tokens”/);
  });

  it('a row that comes twice counts once, and is named', async () => {
    await using office = await filledWith('repeatedRow', 'usage');
    assertClose(office.summary.today?.amount, truthOf(office, TODAY), 0.005);
    assert.match(
      told(office.summary).join('\n'),
      /of the usage for Nov \d+ (was|were) sent twice and (is|are) counted once/,
    );
  });

  it('an odd row of minutes gives way to its hour once that is read', async () => {
    await using office = await Office.open(OPTIONS);
    await office.engine.start();
    office.api.faults.add({ fault: { kind: 'malformed', how: 'newTokenType' }, times: 1, route: 'usage' });
    await office.pollAt(AT + MINUTE);
    assert.equal(told(office.summary).length, 1);
    for (let later = 2; later <= 70 && told(office.summary).length > 0; later += 2) {
      await office.pollAt(AT + later * MINUTE);
    }
    assert.deepEqual(told(office.summary), []);
  });
});
