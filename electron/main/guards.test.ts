import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, documentHeaders, documentPolicy, securityHeaders } from './content-policy.ts';
import { isAllowedLink } from './external-links.ts';
import { guardSession, mayLoad } from './session-guard.ts';
import { isTrustedSender } from './trusted-sender.ts';

describe('the sender of a message', () => {
  it('is trusted when it is the main frame of the app', () => {
    expect(isTrustedSender({ senderFrame: { url: 'app://outpost/today', parent: null } })).toBe(true);
  });

  it.each([
    ['a frame that is gone', null],
    ['a frame that was never there', undefined],
    ['an embedded frame', { url: 'app://outpost/', parent: {} }],
    ['another origin', { url: 'https://outpost/', parent: null }],
    ['a host that begins alike', { url: 'app://outpost.evil/', parent: null }],
    ['a name before the host', { url: 'app://outpost@evil/', parent: null }],
    ['an empty address', { url: '', parent: null }],
    ['a file', { url: 'file:///outpost', parent: null }],
  ])('is not trusted when it is %s', (_name, senderFrame) => {
    expect(isTrustedSender({ senderFrame })).toBe(false);
  });
});

describe('the content security policy', () => {
  const rules = new Map(
    contentSecurityPolicy.split('; ').map((rule) => {
      const [name = '', ...sources] = rule.split(' ');
      return [name, sources] as const;
    }),
  );

  it('starts from nothing and lets scripts come from the app alone', () => {
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(contentSecurityPolicy).not.toContain('unsafe-eval');
  });

  it('names no address of the network and no frame', () => {
    expect(contentSecurityPolicy).not.toMatch(/https?:|wss?:|\*/);
    for (const name of ['frame-src', 'frame-ancestors', 'object-src', 'base-uri', 'form-action']) {
      expect(rules.get(name)).toEqual(["'none'"]);
    }
  });

  it('goes with every reply', () => {
    expect(securityHeaders['content-security-policy']).toBe(contentSecurityPolicy);
    expect(securityHeaders['x-content-type-options']).toBe('nosniff');
  });
});

describe('the policy of the page that lays documents out', () => {
  it('lets nothing in but our own files and pictures that carry their bytes, and no style or script in the text', () => {
    expect(documentPolicy.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "frame-src 'none'",
      'img-src data:',
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(documentHeaders['content-security-policy']).toBe(documentPolicy);
    expect(documentHeaders['cache-control']).toBe('no-store');
  });
});

describe('what leaves the window', () => {
  it('is nothing but links to the listed rule books, opened outside', () => {
    expect(isAllowedLink('https://www.ohchr.org/en/instruments')).toBe(true);
    for (const address of [
      'http://www.ohchr.org/',
      'https://www.ohchr.org.evil.example/',
      'https://evil.example/?www.ohchr.org',
      'https://user@www.ohchr.org/',
      'https://www.ohchr.org:8443/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'ms-msdt:/id',
      '',
    ]) {
      expect(isAllowedLink(address), address).toBe(false);
    }
  });

  it('loads nothing from a network', () => {
    expect(mayLoad('app://outpost/index.html')).toBe(true);
    for (const address of [
      'https://example.org/',
      'http://10.0.0.1/',
      'ws://x/',
      'ftp://x/',
      'file:///x',
      '',
    ]) {
      expect(mayLoad(address), address).toBe(false);
    }
  });

  it('gets no permission, no device and no download', () => {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
      handlers[name] = handler;
    };
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('load') },
      on: (name: string, handler: (...args: never[]) => unknown) => keep(name)(handler),
    };
    guardSession(session as unknown as Electron.Session);
    const call = (name: string, ...args: unknown[]) => handlers[name]?.(...(args as never[]));
    let granted: unknown;
    call('request', null, 'geolocation', (answer: boolean) => {
      granted = answer;
    });
    expect(granted).toBe(false);
    expect(call('check')).toBe(false);
    expect(call('device')).toBe(false);
    call('load', { url: 'https://example.org/' }, (answer: unknown) => {
      granted = answer;
    });
    expect(granted).toEqual({ cancel: true });
    let prevented = false;
    call('will-download', {
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });
});
