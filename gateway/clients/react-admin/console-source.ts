import type { PageSource } from '../../explorer/page-source.ts'

/** The example console, at `/console`. */
export const consoleSource: PageSource = {
  name: 'console',
  title: 'veilgraph console',
  client: 'gateway/clients/react-admin/console',
  assets: '/console/assets',
  sources: {
    folders: ['gateway/clients/react-admin/console', 'gateway/clients/react-admin/provider'],
    files: ['client/fetch-json.ts', 'client/mark.tsx', 'client/theme.css', 'paths.ts', 'wire.ts'].map(file => `gateway/explorer/${file}`),
  },
  body: '<div id="console"><p class="empty">Loading …</p></div>\n<noscript>The console needs JavaScript. The graph itself is at /graphql.</noscript>',
}
