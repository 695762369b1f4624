import './console.css'
import { createRoot } from 'react-dom/client'
import { fetchJson } from '../../../explorer/client/fetch-json.ts'
import { PATHS } from '../../../explorer/paths.ts'
import { personaList } from '../../../explorer/wire.ts'
import { Root } from './root.tsx'

const element = document.getElementById('console')
if (!element) throw new Error('The page has no element console.')

fetchJson(PATHS.personas, personaList)
  .then(personas => createRoot(element).render(<Root personas={personas} />))
  .catch((failure: unknown) => { element.textContent = `The console cannot start. ${failure instanceof Error ? failure.message : ''}` })
