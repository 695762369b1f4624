import { DropdownMenu } from '@graphiql/react'
import type { Example } from '../wire.ts'
import { Caret } from './caret.tsx'
import { useOpenQuery } from './link/use-open-query.ts'

/** The ready-made queries, and what else happens when one is taken. */
export interface ExampleMenuProps {
  readonly examples: readonly Example[]
  onOpen(example: Example): void
}

/** Offers the ready-made queries. */
export const ExampleMenu = ({ examples, onOpen }: ExampleMenuProps) => {
  const openQuery = useOpenQuery(query => examples.some(example => example.query === query))
  return (
    <DropdownMenu>
      <DropdownMenu.Button type="button" className="veil-button veil-examples" disabled={!openQuery}>Examples <Caret /></DropdownMenu.Button>
      <DropdownMenu.Content className="veil-menu" align="end">
        {examples.map(example => (
          <DropdownMenu.Item
            key={example.name} className="veil-item" data-example={example.name}
            onSelect={() => {
              openQuery?.({ query: example.query, variables: '' })
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
