import assert from 'node:assert/strict';
import { localZone, UTC_DAYS } from '../../../src/time/dayZone.ts';
import { ZoneNotice } from '../../../src/ui/zoneNotice.ts';
import { FakeMemento } from '../hostSide/fakeMemento.ts';

const zone = (timeZone: string, machine = 'Europe/Berlin') => localZone({ timeZone, machine });

describe('ZoneNotice', () => {
  let warned: string[];
  let logged: string[];
  let memento: FakeMemento;
  const start = () =>
    new ZoneNotice({ memento, warn: (message) => warned.push(message), log: (line) => logged.push(line) });

  beforeEach(() => {
    [warned, logged, memento] = [[], [], new FakeMemento()];
  });

  it('ZoneNotice warns of an unknown zone in the setting once, over restarts too, and again for another', () => {
    const notice = start();
    notice.show(zone('Mars/Base'));
    notice.show(zone('Mars/Base'));
    start().show(zone('Mars/Base'));
    assert.deepEqual([warned.length, logged.length], [1, 2]);
    assert.match(warned[0] ?? '', /"Mars\/Base" is not a known time zone/);
    notice.show(zone('Moon/Base'));
    assert.match(warned[1] ?? '', /Moon\/Base/);
  });

  it('ZoneNotice warns again when the same mistake is made after it was corrected', () => {
    const notice = start();
    for (const name of ['Mars/Base', 'Asia/Tokyo', 'Mars/Base']) notice.show(zone(name));
    assert.equal(warned.length, 2);
  });

  it('ZoneNotice names a machine without a known zone in the log alone', () => {
    start().show(zone('', 'Etc/Unknown'));
    assert.deepEqual([warned.length, logged.length], [0, 1]);
  });

  it('ZoneNotice says nothing where the zone is known, or where days are UTC days', () => {
    for (const well of [zone(''), zone('Asia/Tokyo'), UTC_DAYS]) start().show(well);
    assert.deepEqual([warned, logged], [[], []]);
  });
});
