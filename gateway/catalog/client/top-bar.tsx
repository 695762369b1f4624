import { Mark } from '../../explorer/client/mark.tsx'
import { PATHS } from '../../explorer/paths.ts'
import type { ExplorerPersona } from '../../explorer/wire.ts'
import { CATALOG_PATHS } from '../paths.ts'
import { Link } from './link.tsx'

/** Who reads, and the way to the other pages. */
export const TopBar = ({ personas, persona, onChoose }: { readonly personas: readonly ExplorerPersona[], readonly persona: string | undefined, onChoose(name: string): void }) => (
  <header className="cat-bar">
    <Link to={CATALOG_PATHS.overview} className="cat-brand"><Mark />veilgraph <span className="cat-sub cat-inline">catalog</span></Link>
    {persona !== undefined && (
      <label className="cat-reader">
        <span className="cat-sub cat-inline">reading as</span>
        <select value={persona} onChange={event => onChoose(event.target.value)}>
          {personas.map(({ name, brand }) => <option key={name} value={name}>{name} ({brand})</option>)}
        </select>
      </label>
    )}
    {personas.length > 0 && <a className="cat-out" href={PATHS.page}>Explorer</a>}
  </header>
)
