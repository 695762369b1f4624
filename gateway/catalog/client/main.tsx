import '../../explorer/client/theme.css'
import './catalog.css'
import { createRoot } from 'react-dom/client'
import { Catalog } from './catalog.tsx'
import { readPersonas } from './read-personas.ts'

const elementOf = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no element ${id}.`)
  return element
}

const start = async (): Promise<void> => createRoot(elementOf('catalog')).render(<Catalog personas={await readPersonas()} />)

start().catch((failure: unknown) => {
  elementOf('catalog').textContent = `The catalog cannot start. ${failure instanceof Error ? failure.message : ''}`
})
