import type { PageSource } from '../explorer/page-source.ts'
import { CATALOG_PATHS } from './paths.ts'

/** What of the explorer's client the pages use too. */
const SHARED = ['client/fetch-json.ts', 'client/mark.tsx', 'client/theme.css', 'client/tokens.ts', 'client/link/query-link.ts', 'paths.ts', 'wire.ts'].map(name => `gateway/explorer/${name}`)

/** The pages of the catalog as one page that is built; it reads its own address. */
export const catalogSource: PageSource = {
  name: 'catalog',
  title: 'veilgraph catalog',
  client: 'gateway/catalog/client',
  assets: CATALOG_PATHS.assets,
  sources: { folders: ['gateway/catalog/client'], files: ['gateway/catalog/catalog-source.ts', 'gateway/catalog/paths.ts', 'gateway/catalog/wire.ts', ...SHARED] },
  body: `<div id="catalog"><p class="cat-loading">Loading …</p></div>
<noscript>The catalog needs JavaScript. The same facts are in the graph: { catalog { entities { name description } } }.</noscript>`,
}
