import 'graphiql/style.css'
import './theme.css'
import './explorer.css'
import './result.css'
import './chart.css'
import './docs.css'
import { createRoot } from 'react-dom/client'
import { PATHS } from '../paths.ts'
import { exampleList, personaList } from '../wire.ts'
import { Explorer } from './explorer.tsx'
import { fetchJson } from './fetch-json.ts'
import { setUpWorkers } from './set-up-workers.ts'

const elementOf = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no element ${id}.`)
  return element
}

const start = async (): Promise<void> => {
  setUpWorkers()
  const [personas, examples] = await Promise.all([fetchJson(PATHS.personas, personaList), fetchJson(PATHS.examples, exampleList)])
  createRoot(elementOf('explorer')).render(<Explorer personas={personas} examples={examples} bar={elementOf('bar')} />)
}

start().catch((failure: unknown) => {
  elementOf('explorer').textContent = `The explorer cannot start. ${failure instanceof Error ? failure.message : ''}`
})
