import assert from 'node:assert/strict';
import { parseHeaders, withoutHeaders } from '../../../src/otel/headers.ts';

function headersOf(text: string): unknown {
  const parsed = parseHeaders(text);
  return parsed.ok ? parsed.headers : parsed.problem;
}

describe('parseHeaders', () => {
  const read: readonly [text: string, headers: Readonly<Record<string, string>>][] = [
    ['dd-api-key=0123abcd', { 'dd-api-key': '0123abcd' }],
    [
      ' X-Honeycomb-Team = abc , x-honeycomb-dataset=claude ',
      { 'x-honeycomb-team': 'abc', 'x-honeycomb-dataset': 'claude' },
    ],
    ['Authorization=Basic%20MTIzOnRva2Vu==', { authorization: 'Basic MTIzOnRva2Vu==' }],
    ['Authorization=Basic MTIzOnRva2Vu==', { authorization: 'Basic MTIzOnRva2Vu==' }],
    ['a=1%2C2,', { a: '1,2' }],
    ['a=100%', { a: '100%' }],
  ];
  for (const [text, headers] of read) {
    it(`parseHeaders reads “${text}” as OTEL_EXPORTER_OTLP_HEADERS has it`, () => {
      assert.deepEqual(headersOf(text), headers);
    });
  }

  const refused: readonly [text: string, problem: RegExp][] = [
    ['', /There is no header/],
    ['hush', /^Header 1 has no “=”/],
    ['a=1,hush', /^Header 2 has no “=”/],
    ['a b=hush', /^Header 1 has a name that no header can have/],
    ['a=', /^Header 1 has no value/],
    ['a=hush%0D%0Ab: c', /^Header 1 has a value with a character/],
    ['a=hüsh', /^Header 1 has a value with a character/],
    ['Content-Type=text/hush', /the extension sets content-type itself/],
    ['host=hush', /the extension sets host itself/],
  ];
  for (const [text, problem] of refused) {
    it(`parseHeaders refuses “${text}” without repeating a value`, () => {
      const found = headersOf(text);
      assert.match(String(found), problem);
      assert.doesNotMatch(String(found), /hush|hüsh/);
    });
  }
});

describe('withoutHeaders', () => {
  const headers = { authorization: `Basic ${btoa('123456:hush-token')}`, 'api-key': 'NRAK/0"1+2' };

  it('withoutHeaders takes values out of a text, whole, by word, decoded and in every form', () => {
    const said = [
      `invalid credentials ${headers.authorization}`,
      `invalid ${btoa('123456:hush-token')}`,
      'invalid hush-token for 123456',
      `bad ${encodeURIComponent(headers['api-key'])}`,
      `bad ${JSON.stringify(headers['api-key'])}`,
    ];
    for (const text of said) assert.doesNotMatch(withoutHeaders(text, headers), /hush|123456|NRAK|MTIz/, text);
  });

  it('withoutHeaders takes what is assigned in a value out of a text, without its name', () => {
    const assigned = { authorization: 'Api-Key key="hush-key"', cookie: 'session=hush-cookie; path=/v1' };
    assert.equal(withoutHeaders('no such key: hush-key', assigned), 'no such key: ***');
    assert.equal(withoutHeaders('the session hush-cookie has ended', assigned), 'the session *** has ended');
  });

  it('withoutHeaders leaves the words of a receiver as they are', () => {
    const text = 'Basic authentication failed: token expired';
    assert.equal(withoutHeaders(text, headers), text);
  });
});
