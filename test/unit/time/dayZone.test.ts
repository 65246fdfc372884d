import assert from 'node:assert/strict';
import { knownZone, localZone } from '../../../src/time/dayZone.ts';

const NO_ZONES = [undefined, null, '', ' ', 7, {}, 'Etc/Unknown', ':/etc/localtime', 'Mars/Base', 'UTC+25', 'local'];

describe('a time zone by its name', () => {
  it('a time zone is known where Intl knows its name', () => {
    for (const name of ['Asia/Tokyo', 'Asia/Kolkata', 'America/St_Johns']) assert.equal(knownZone(name), name);
  });

  it('a time zone is UTC by any of the names of UTC', () => {
    for (const name of ['UTC', 'utc', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Zulu']) assert.equal(knownZone(name), 'UTC', name);
  });

  it('a time zone is null where its name is missing, empty, unknown or no text', () => {
    for (const name of NO_ZONES) assert.equal(knownZone(name), null, String(name));
  });
});

describe('the zone of local days', () => {
  it('the zone of local days is that of the setting, and the machine’s where the setting is empty', () => {
    const local = (timeZone: string) => localZone({ timeZone, machine: 'Europe/Berlin' });
    assert.deepEqual(local(' Asia/Tokyo '), { name: 'Asia/Tokyo', from: 'setting', problem: null });
    assert.deepEqual(local(''), { name: 'Europe/Berlin', from: 'machine', problem: null });
  });

  it('local days are UTC where the setting names no zone, and the problem says which and what it takes', () => {
    const { name, from, problem } = localZone({ timeZone: 'Mars/Base', machine: 'Europe/Berlin' });
    assert.deepEqual([name, from], ['UTC', 'setting']);
    assert.equal(
      problem,
      'Days begin at midnight UTC, because "Mars/Base" is not a known time zone. Enter a name such as Europe/Berlin in the setting claudeUsage.timeZone.',
    );
  });

  it('local days are UTC where the machine has no known zone, and the problem says what helps', () => {
    for (const machine of NO_ZONES) {
      const { name, from, problem } = localZone({ timeZone: '', machine });
      assert.deepEqual([name, from], ['UTC', 'machine']);
      assert.equal(
        problem,
        'Days begin at midnight UTC, because the machine that runs the extension has no known time zone. Enter a name such as Europe/Berlin in the setting claudeUsage.timeZone.',
      );
    }
  });

  it('the problem of a time zone quotes no more of a long setting than can be read', () => {
    const { problem } = localZone({ timeZone: 'x'.repeat(5000), machine: 'UTC' });
    assert.ok((problem ?? '').length < 250);
  });
});
