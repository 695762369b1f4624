import type { Entity } from '../model.ts'
import { decideInput, type InputUse } from '../policy/decide-input.ts'
import { decide } from '../policy/decide.ts'
import { covers, holdsBrand } from '../policy/permissions.ts'
import type { Policy } from '../policy/policy.ts'
import type { PrincipalClass } from '../policy/principal-class.ts'
import type { Principal } from '../policy/principal.ts'
import type { Target } from '../policy/target.ts'
import { unlockOf } from '../policy/unlock.ts'
import type { RowScope } from '../sdl/prelude.ts'
import type { CommandRights } from './command-rights.ts'
import { VARIANTS, type Variant } from './variants.ts'
import { holderClasses, variantHolders } from './variant-holders.ts'

/** Which variants can do something with what: the answer for one is yes where one of its holders can, for one of their purposes. */
export interface VariantRights {
  /** Variants with somebody who can see a row. */
  ofEntity(entity: Entity): readonly Variant[]
  /** Variants with somebody who gets something of a field that is made of these columns: raw, on request too, masked or as a pseudonym. */
  ofOutput(targets: readonly Target[]): readonly Variant[]
  /** Variants with somebody who may use these columns so, over some rows at least. */
  ofInput(targets: readonly Target[], uses: readonly InputUse[]): readonly Variant[]
  /** Variants with somebody who has rows of one of these kinds. */
  ofScope(scope: readonly RowScope[]): readonly Variant[]
  /** Variants with somebody who can hold what a command asks for. */
  ofCommand(command: CommandRights): readonly Variant[]
}

const shows = (principalClass: PrincipalClass, target: Target): boolean => {
  const { label } = target
  // nobody reads a credential; it stays declared for those to whom asking for one is explained
  if (!label.public && label.category === 'CREDENTIAL') return unlockOf(principalClass, label) !== undefined
  const asked = label.public ? [target] : [target, ...principalClass.purposes.map(revealed => ({ ...target, revealed }))]
  return asked.some(one => {
    const { reveal, mask, pseudonym } = decide(principalClass, one)
    return [reveal, mask, pseudonym].some(reach => reach.length > 0)
  })
}

const uses = (principalClass: PrincipalClass, target: Target, ways: readonly InputUse[]): boolean => {
  const decision = decide(principalClass, target)
  return ways.some(use => decideInput(decision, use, target.label, principalClass) !== 'REFUSE')
}

const seesRows = (principal: Principal, { scopes }: Entity): boolean => scopes.some(({ kind, permission }) => {
  if (kind === 'BRAND') return permission === undefined || holdsBrand(principal, permission)
  if (principal.kind === 'ANONYMOUS') return false
  if (kind === 'PERSON') return permission === undefined || holdsBrand(principal, permission) || holdsIn(principal, 'ORG', permission) || holdsIn(principal, 'WORKSPACE', permission)
  return permission !== undefined && holdsIn(principal, kind, permission)
})

/** A role of an organization holds in its workspaces, where their rows are reached through the organization. */
const holdsIn = ({ assignments }: Principal, kind: 'ORG' | 'WORKSPACE', permission: string): boolean =>
  assignments.some(({ orgId, permissions }) => (orgId !== undefined) === (kind === 'ORG') && permissions.some(held => covers(held, permission)))

const hasScope = ({ kind, brandPermissions, assignments }: Principal, scope: RowScope): boolean => {
  if (kind === 'ANONYMOUS') return false
  if (scope === 'BRAND') return brandPermissions.length > 0
  return scope === 'SELF' || scope === 'PERSON' || assignments.length > 0
}

const mayRun = (principal: Principal, { permissions, clearances, isAnonymous, isOwn, places }: CommandRights): boolean => {
  if (principal.kind === 'ANONYMOUS') return isAnonymous
  if (clearances !== undefined && !clearances.some(one => principal.clearances.includes(one))) return false
  if (isAnonymous || isOwn || permissions.every(permission => holdsBrand(principal, permission))) return true
  return places.some(kind => permissions.every(permission => holdsIn(principal, kind, permission)))
}

/** Asks the policy, for the holders of each variant. */
export const variantRights = (policy: Policy): VariantRights => {
  const people = VARIANTS.map(variant => {
    const holders = variantHolders(variant, policy)
    return { variant, holders, classes: holderClasses(holders, policy) }
  })
  const withHolder = (can: (principal: Principal) => boolean): readonly Variant[] =>
    people.filter(({ holders }) => holders.some(({ principal }) => can(principal))).map(({ variant }) => variant)
  const withClass = (can: (principalClass: PrincipalClass) => boolean): readonly Variant[] =>
    people.filter(({ classes }) => classes.some(can)).map(({ variant }) => variant)
  return {
    ofEntity: entity => withHolder(principal => seesRows(principal, entity)),
    ofOutput: targets => withClass(one => targets.every(target => shows(one, target))),
    ofInput: (targets, ways) => withClass(one => targets.every(target => uses(one, target, ways))),
    ofScope: scope => withHolder(principal => scope.some(kind => hasScope(principal, kind))),
    ofCommand: command => withHolder(principal => mayRun(principal, command)),
  }
}
