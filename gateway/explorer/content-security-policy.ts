/**
 * What the page may load and reach: its own origin, nothing else. The editor makes its style sheets while it runs, so styles may be inline;
 * scripts may not. Fonts and small pictures of the style sheet are written into it as `data:`.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
