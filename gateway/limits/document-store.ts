import type { DocumentNode } from 'graphql'
import { counter } from '../metrics.ts'

const documents = counter('veil_document_cache_total', 'Texts of operations, by whether they were known from before.', { outcome: ['hit', 'miss'] })
const HIT = { outcome: 'hit' }
const MISS = { outcome: 'miss' }

/** Where the server looks for a text that it has parsed before. */
export interface DocumentStore {
  get(key: string): Promise<DocumentNode | undefined>
  set(key: string, document: DocumentNode): Promise<void>
  delete(key: string): Promise<boolean>
}

interface Kept {
  readonly document: DocumentNode
  readonly movedAt: number
}

/**
 * Remembers the documents that were asked for last, so many of them. The library's own store counts bytes of the tree alone; but the whole text
 * hangs on a document, comments and all, and everything that was found out about it, so that a caller could fill the memory. One that was moved to
 * the end a short while ago is left where it is: the few that are asked for all the time would move with every request.
 */
export const documentStore = (most = 500): DocumentStore => {
  const known = new Map<string, Kept>()
  let moves = 0
  const remember = (key: string, document: DocumentNode): void => {
    known.delete(key)
    const [oldest] = known.keys()
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    moves += 1
    known.set(key, { document, movedAt: moves })
  }
  return {
    async get(key) {
      const kept = known.get(key)
      documents.add(kept ? HIT : MISS)
      if (kept && moves - kept.movedAt > most / 4) remember(key, kept.document)
      return kept?.document
    },
    async set(key, document) {
      remember(key, document)
    },
    async delete(key) {
      return known.delete(key)
    },
  }
}
