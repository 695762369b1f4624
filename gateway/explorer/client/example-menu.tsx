import { DropdownMenu, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import type { Example } from '../wire.ts'
import { Caret } from './caret.tsx'

/** The ready-made queries, and what else happens when one is taken. */
export interface ExampleMenuProps {
  readonly examples: readonly Example[]
  onOpen(example: Example): void
}

/** Opens a query in the tab in front if nothing of the reader's own is lost by it, else in a new one. */
const useOpenQuery = (examples: readonly Example[]): ((query: string) => void) | undefined => {
  const { queryEditor, tabs, activeTabIndex } = useGraphiQL(pick('queryEditor', 'tabs', 'activeTabIndex'))
  const { addTab } = useGraphiQLActions()
  if (!queryEditor) return undefined
  return query => {
    const present = queryEditor.getValue()
    const isOwn = present.trim() !== '' && !examples.some(example => example.query === present)
    if (isOwn || tabs[activeTabIndex]?.response) addTab()
    queryEditor.setValue(query)
    queryEditor.setScrollTop(0)
  }
}

/** Offers the ready-made queries. */
export const ExampleMenu = ({ examples, onOpen }: ExampleMenuProps) => {
  const openQuery = useOpenQuery(examples)
  return (
    <DropdownMenu>
      <DropdownMenu.Button type="button" className="veil-button veil-examples" disabled={!openQuery}>Examples <Caret /></DropdownMenu.Button>
      <DropdownMenu.Content className="veil-menu" align="end">
        {examples.map(example => (
          <DropdownMenu.Item
            key={example.name} className="veil-item" data-example={example.name}
            onSelect={() => {
              openQuery?.(example.query)
              onOpen(example)
            }}
          >
            <span className="veil-item-text">
              <span className="veil-item-title">{example.title} <span className="veil-as">as {example.persona}</span></span>
              <span className="veil-item-note">{example.description}</span>
            </span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
