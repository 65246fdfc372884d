import type { Failure } from './errors.ts';

/** The API's wish for a pause, as the answer and every wait after it say it. No full stop. */
export const ASKED_PAUSE =
  'The API asks for a pause: its rate limit is shared by everyone who reads the reports of this organization';

/** One sentence that says what to do, with the request id where there is one. */
export function explain(failure: Failure): string {
  const request = failure.requestId === '' ? '' : ` (request ${failure.requestId})`;
  return `${sentence(failure)}${request}.`;
}

function sentence(failure: Failure): string {
  const status = failure.status < 300 ? '' : ` (${failure.status})`;
  const said = failure.apiMessage === '' ? '' : `, saying “${failure.apiMessage.replace(/\.$/, '')}”`;
  switch (failure.kind) {
    case 'invalidKey':
      return `The API does not accept this key${said}: it may be mistyped, revoked or no Admin API key; create one in the Console under Settings, Admin keys, and set it again`;
    case 'forbidden':
      // The API tells an individual account in words alone. They choose our words and nothing else: what is done is the same.
      if (/individual account/i.test(failure.apiMessage)) return sentence({ ...failure, kind: 'individualAccount' });
      return `The API forbids this key to read usage and cost${said}: use an Admin API key made by an organization's admin, and set up an organization in the Console under Settings, Organization, if this is an individual account`;
    case 'individualAccount':
      return `The Admin API is not for this kind of account${said}: set up an organization in the Console under Settings, Organization, and use an Admin API key of it`;
    case 'badRequest':
      return `The API refused the request${said}: look into the log, and update the extension if there is a newer version`;
    case 'notFound':
      return `The API does not know this address${said}: check the setting claudeUsage.apiBaseUrl`;
    case 'rateLimited':
      return ASKED_PAUSE;
    case 'server':
      return `The API has trouble of its own${status}${said}`;
    case 'intermediary':
      return `Something between you and the API answered${status}, such as a proxy, a firewall or a sign-in page: sign in to the network, or ask its administrator to let the API through, and check the setting claudeUsage.apiBaseUrl`;
    case 'offline':
      return 'The API cannot be reached: check the network, the proxy settings and the setting claudeUsage.apiBaseUrl';
    case 'interrupted':
      return 'The connection to the API broke off';
    case 'timeout':
      return 'The API took too long to answer';
    case 'redirect':
      return `The address answers with a redirect (${failure.status}), which is not followed so that the key stays where it belongs: put the final address into the setting claudeUsage.apiBaseUrl`;
    case 'malformed':
      if (failure.field === 'content-encoding') {
        return 'The answer is compressed in a way that cannot be read: look for a proxy that changes answers, and into the log';
      }
      return failure.field === 'body'
        ? 'What answers is not the Admin API: check the setting claudeUsage.apiBaseUrl, and look into the log'
        : `The API answers otherwise than it is documented (${failure.field}): look for a newer version of this extension, and into the log`;
    case 'tooLarge':
      return 'The answer is larger than any report should be: look into the log';
    case 'aborted':
      return 'The request was cancelled';
  }
}
