/** Scheme and host under which the screens are served. */
export const appScheme = 'app';
export const appOrigin = 'app://outpost';

/**
 * The only things that the screens may load: their own scripts, styles, fonts and pictures. Styles are also taken
 * inline because Mantine writes its theme into a style element; scripts never are.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Headers of every reply of the `app` scheme. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What the hidden page that lays documents out may load: its own script, styles and fonts, and pictures in its data. */
export const documentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Headers of every reply to that page. */
export const documentHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'content-security-policy': documentPolicy,
};
