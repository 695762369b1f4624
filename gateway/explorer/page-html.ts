/** Addresses of what the page loads. */
export interface PageParts {
  readonly script: string
  readonly styles: string
  readonly icon: string
  /** Scripts that the first ones load in turn; named here so that they travel together. */
  readonly preload: readonly string[]
}

/** The page of the explorer. It holds no script and no style of its own, so the policy of the page can forbid both. */
export const pageHtml = ({ script, styles, icon, preload }: PageParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>veilgraph explorer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${icon}">
<link rel="stylesheet" href="${styles}">
<script type="module" src="${script}"></script>
${preload.map(url => `<link rel="modulepreload" href="${url}">`).join('\n')}
</head>
<body>
<header id="bar"></header>
<main id="explorer"><p class="veil-loading">Loading …</p></main>
<noscript>The explorer needs JavaScript. The graph itself is at /graphql.</noscript>
</body>
</html>
`
