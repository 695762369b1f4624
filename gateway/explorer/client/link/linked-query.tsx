import { useEffect, useRef } from 'react'
import type { Example } from '../../wire.ts'
import { readExampleLink, readQueryLink } from './query-link.ts'
import type { QueryLink } from './query-link.ts'
import { useOpenQuery } from './use-open-query.ts'

interface LinkedQueryProps {
  readonly examples: readonly Example[]
  onOpen(link: QueryLink): void
}

const linkIn = (hash: string, examples: readonly Example[]): QueryLink | undefined => {
  const example = examples.find(({ name }) => name === readExampleLink(hash))
  return example ? { ...example, variables: '' } : readQueryLink(hash)
}

/** Opens what the address carries, when the page is loaded and when the address changes. It is never run: whoever made the link does not ask in the reader's name. */
export const LinkedQuery = ({ examples, onOpen }: LinkedQueryProps) => {
  const openQuery = useOpenQuery(query => examples.some(example => example.query === query))
  const open = useRef<() => void>(undefined)
  open.current = () => {
    const link = openQuery && linkIn(location.hash, examples)
    if (!link) return
    openQuery(link)
    onOpen(link)
    history.replaceState(null, '', location.pathname + location.search)
  }
  const isReady = openQuery !== undefined
  useEffect(() => {
    if (!isReady) return undefined
    const listen = (): void => open.current?.()
    listen()
    addEventListener('hashchange', listen)
    return () => removeEventListener('hashchange', listen)
  }, [isReady])
  return null
}
