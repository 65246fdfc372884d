import type { Failure } from './errors.ts';

const RATE_LIMITED = [
  'The API has asked the extension to wait',
  "Its rate limit is shared by everyone who reads your organization's reports.",
] as const;
/** A pause that the API asks for, as every wait after its answer words it. */
export const ASKED_PAUSE = RATE_LIMITED.join('. ');

const CHECK_ADDRESS = 'Check the setting claudeUsage.apiBaseUrl.';
const HAS_DETAILS = 'The log has the details.';

/** Says what happened, with the request id where there is one, and what to do: a few sentences. */
export function explain(failure: Failure): string {
  const [what, ...next] = sentencesOf(failure);
  const request = failure.requestId === '' ? '' : ` (request ${failure.requestId})`;
  return [`${what}${request}.`, ...next].join(' ');
}

/** What happened, without a full stop, and what to do. */
function sentencesOf(failure: Failure): readonly [what: string, ...next: string[]] {
  const said = failure.apiMessage === '' ? '' : `: “${failure.apiMessage.replace(/\.$/, '')}”`;
  switch (failure.kind) {
    case 'invalidKey':
      return [
        `The API rejected this key${said}`,
        'It may be mistyped, revoked, or not an Admin API key.',
        'Create one in the Claude Console under Settings > Admin keys, then set it here.',
      ];
    case 'forbidden':
      // The API tells an individual account in words alone. They choose our words and nothing else: what is done is the same.
      if (/individual account/i.test(failure.apiMessage)) return sentencesOf({ ...failure, kind: 'individualAccount' });
      return [
        `The API does not let this key read usage and cost${said}`,
        "Use an Admin API key that was created by one of your organization's admins.",
        'An individual account first needs an organization: set one up in the Claude Console under Settings > Organization.',
      ];
    case 'individualAccount':
      return [
        `The Admin API is not available for individual accounts${said}`,
        'Set up an organization in the Claude Console under Settings > Organization, then use one of its Admin API keys.',
      ];
    case 'badRequest':
      return [
        `The API rejected the request${said}`,
        `Update the extension if there is a newer version. ${HAS_DETAILS}`,
      ];
    case 'notFound':
      return [`There is no Admin API at this address${said}`, CHECK_ADDRESS];
    case 'rateLimited':
      return RATE_LIMITED;
    case 'server': {
      const status = failure.status < 300 ? '' : ` (error ${failure.status})`;
      return [`The API is having problems${status}${said}`, 'They usually pass within minutes.'];
    }
    case 'intermediary': {
      const status = failure.status < 300 ? '' : ` with status ${failure.status}`;
      return [
        `Something other than the API answered${status}, such as a proxy, a firewall or a sign-in page`,
        `Sign in to the network, or ask its administrator to allow the API. ${CHECK_ADDRESS}`,
      ];
    }
    case 'offline':
      return ['The API cannot be reached', `Check your network and its proxy settings. ${CHECK_ADDRESS}`];
    case 'interrupted':
      return ['The connection to the API was interrupted', 'Check your network if this happens again.'];
    case 'timeout':
      return ['The API took too long to answer', 'Check your network if this happens again.'];
    case 'redirect':
      return [
        `The API address redirects elsewhere (status ${failure.status})`,
        'To protect your key, redirects are not followed: enter the final address in the setting claudeUsage.apiBaseUrl.',
      ];
    case 'malformed':
      if (failure.field === 'content-encoding') {
        return [
          'The response is compressed in a way that cannot be read',
          `Check whether a proxy changes responses. ${HAS_DETAILS}`,
        ];
      }
      return failure.field === 'body'
        ? ['The response does not come from the Admin API', `${CHECK_ADDRESS} ${HAS_DETAILS}`]
        : [
            `The response of the API has an unexpected format (${failure.field})`,
            `Update the extension if there is a newer version. ${HAS_DETAILS}`,
          ];
    case 'tooLarge':
      return ['The response of the API is larger than any report should be', HAS_DETAILS];
    case 'aborted':
      return ['The request was cancelled'];
  }
}
