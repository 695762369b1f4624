import type { PageSource } from './page-source.ts'

/** Addresses of what a page loads. */
export interface PageParts {
  readonly script: string
  readonly styles: string | undefined
  readonly icon: string
  /** Scripts that the first ones load in turn; named here so that they travel together. */
  readonly preload: readonly string[]
}

/** A page. It holds no script and no style of its own, so the policy of the page can forbid both. */
export const pageHtml = ({ title, body }: Pick<PageSource, 'title' | 'body'>, { script, styles, icon, preload }: PageParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="${icon}">
${styles === undefined ? '' : `<link rel="stylesheet" href="${styles}">\n`}<script type="module" src="${script}"></script>
${preload.map(url => `<link rel="modulepreload" href="${url}">`).join('\n')}
</head>
<body>
${body}
</body>
</html>
`
