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

/**
 * Remembers the documents that were asked for last, so many of them. The library's own store counts bytes of the tree alone; but the whole text
 * hangs on a document, comments and all, and everything that was found out about it, so that a caller could fill the memory.
 */
export const documentStore = (most = 500): DocumentStore => {
  const known = new Map<string, DocumentNode>()
  const remember = (key: string, document: DocumentNode): void => {
    known.delete(key)
    const [oldest] = known.keys()
    if (known.size >= most && oldest !== undefined) known.delete(oldest)
    known.set(key, document)
  }
  return {
    async get(key) {
      const document = known.get(key)
      documents.add(document ? HIT : MISS)
      if (document) remember(key, document)
      return document
    },
    async set(key, document) {
      remember(key, document)
    },
    async delete(key) {
      return known.delete(key)
    },
  }
}
