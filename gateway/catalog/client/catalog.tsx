import { useEffect, useState } from 'react'
import type { ExplorerPersona } from '../../explorer/wire.ts'
import { CATALOG_PATHS } from '../paths.ts'
import { OVERVIEW, overviewAnswer, type Overview } from '../wire.ts'
import { EntityPage } from './entity-page.tsx'
import { GoContext } from './link.tsx'
import { MetricsPage } from './metrics-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import type { Reader } from './reader.ts'
import { SideMenu } from './side-menu.tsx'
import { TokenForm } from './token-form.tsx'
import { TopBar } from './top-bar.tsx'
import { useAnswer } from './use-answer.ts'
import { usePlace, type Place } from './use-place.ts'
import { useReader } from './use-reader.ts'

const titleOf = (place: Place): string => (place.kind === 'ENTITY' ? place.name : place.kind === 'METRICS' ? 'Metrics' : 'Catalog')

const Page = ({ place, overview, reader, persona, search }: { readonly place: Place, readonly overview: Overview, readonly reader: Reader, readonly persona: string | undefined, readonly search: string }) => {
  if (place.kind === 'ENTITY') return <EntityPage reader={reader} name={place.name} persona={persona} />
  return place.kind === 'METRICS' ? <MetricsPage overview={overview} persona={persona} search={search} /> : <OverviewPage overview={overview} search={search} />
}

const Pages = ({ reader, persona, place, go }: { readonly reader: Reader, readonly persona: string | undefined, readonly place: Place, go(to: string): void }) => {
  const { answer, failure } = useAnswer(reader, OVERVIEW, { schema: overviewAnswer })
  const [search, setSearch] = useState(() => new URLSearchParams(location.search).get('q') ?? '')
  if (failure !== undefined) return <main className="cat-main cat-alone"><p role="alert" className="cat-note">{failure}</p></main>
  if (answer === undefined) return <main className="cat-main cat-alone"><p role="status" className="cat-note">Loading …</p></main>
  const onSearch = (text: string): void => {
    setSearch(text)
    const path = place.kind === 'METRICS' ? CATALOG_PATHS.metrics : CATALOG_PATHS.overview
    if (place.kind === 'ENTITY') go(path)
    history.replaceState(null, '', text === '' ? path : `${path}?q=${encodeURIComponent(text)}`)
  }
  return (
    <div className="cat-body">
      <SideMenu overview={answer.catalog} place={place} search={search} onSearch={onSearch} />
      <main className="cat-main" id="main"><Page place={place} overview={answer.catalog} reader={reader} persona={persona} search={search} /></main>
    </div>
  )
}

/** All pages of the catalog. */
export const Catalog = ({ personas }: { readonly personas: readonly ExplorerPersona[] }) => {
  const { reader, persona, choose, take } = useReader(personas)
  const { place, go } = usePlace()
  useEffect(() => { document.title = `${titleOf(place)} – veilgraph catalog` }, [place.kind, titleOf(place)])
  return (
    <GoContext.Provider value={go}>
      <a className="cat-skip" href="#main">Skip to the content</a>
      <TopBar personas={personas} persona={persona} onChoose={choose} />
      {reader === undefined ? <TokenForm onToken={take} /> : <Pages reader={reader} persona={persona} place={place} go={go} />}
    </GoContext.Provider>
  )
}
