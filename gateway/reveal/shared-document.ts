import { print } from 'graphql'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { sha256 } from '../../schema/sha256.ts'

type Rewritten = OperationAnalysis['rewritten']

/** Names a document, for the key of its plan. */
// The oldest go first; what is forgotten here is planned again.
const MOST = 500

/**
 * One document for all operations that differ in the reasons of their reveals only. The client's text differs with every reason that is
 * written into it, so without this each reason would cost a plan, and the memory for one.
 */
export const sharedDocuments = () => {
  const known = new Map<string, Rewritten & { readonly planHash: string }>()
  return (rewritten: Rewritten): Rewritten & { readonly planHash: string } => {
    const planHash = sha256(print(rewritten.document))
    const shared = known.get(planHash) ?? { ...rewritten, planHash }
    const [oldest] = known.keys()
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest)
    known.set(planHash, shared)
    return shared
  }
}
