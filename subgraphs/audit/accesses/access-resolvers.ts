import { holdsBrand } from '../../../schema/policy/permissions.ts'
import type { Clearance, Principal } from '../../../schema/policy/principal.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import type { Resolvers } from '../../engine/resolvers.ts'
import type { View } from '../../engine/view/view.ts'
import { readAccesses } from './read-accesses.ts'
import type { DataAccess } from './read-accesses.ts'

const PAGE = 50
const LARGEST_PAGE = 200

/** Who may see what others are told: those who answer for it, where they read the log of the whole brand. */
const ANSWERABLE: readonly Clearance[] = ['auditor', 'privacy_officer']
const LOG_READER = 'audit.log.read'

/**
 * What people are told of looks at their data. The rows are about them and not theirs to read, so these fields read the log with the
 * eyes of the module: whom they answer is decided here and nowhere else.
 */
export function accessResolvers(store: ModuleStore): Resolvers {
  const own = async ({ principal, now }: View, first: unknown): Promise<readonly DataAccess[] | null> => {
    const { personId, userId, brandId } = principal
    if (!isOneself(principal) || personId === undefined) return null
    return readAccesses(store, { brandId, personId, userId }, { first: pageOf(first), now })
  }
  return {
    Query: { myDataAccesses: (_id, { first }, { view }) => own(view, first) },
    Principal: { accessesAboutMe: (id, { first }, { view }) => id === view.principal.id ? own(view, first) : null },
    Person: {
      async disclosures(id, { first }, { view }) {
        const { principal, now } = view
        if (isOneself(principal) && id === principal.personId) return own(view, first)
        // the same answer for a person who is not there and for one whom the caller may know nothing of
        if (!mayReadOfOthers(principal)) return null
        return readAccesses(store, { brandId: principal.brandId, personId: id }, { first: pageOf(first), now })
      },
    },
  }
}

/** Reading the log is not enough: it shows what was done, this shows what somebody is told. */
function mayReadOfOthers(principal: Principal): boolean {
  const answers = ({ clearances }: Pick<Principal, 'clearances'>): boolean => clearances.some((clearance) => ANSWERABLE.includes(clearance))
  return answers(principal) && (principal.onBehalfOf === undefined || answers(principal.onBehalfOf)) && holdsBrand(principal, LOG_READER)
}

/** Nobody is told in somebody else's name. */
function isOneself({ kind, onBehalfOf }: Principal): boolean {
  return kind === 'PERSON' && onBehalfOf === undefined
}

function pageOf(first: unknown): number {
  return typeof first === 'number' && first >= 0 ? Math.min(first, LARGEST_PAGE) : PAGE
}
