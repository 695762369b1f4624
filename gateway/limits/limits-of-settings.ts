import type { Settings } from '../../prisma/database/settings.ts'
import type { GatewayOptions } from '../gateway-options.ts'

/** What one operation and one caller may ask for, by the settings. The size of a page is part of the contract, so it is none of them. */
export const limitsOfSettings = ({ values }: Settings): Required<Pick<GatewayOptions, 'limits' | 'cost'>> => ({
  limits: {
    tokens: values.VEIL_LIMIT_TOKENS, depth: values.VEIL_LIMIT_DEPTH, fields: values.VEIL_LIMIT_FIELDS, rootFields: values.VEIL_LIMIT_ROOT_FIELDS,
    aliases: values.VEIL_LIMIT_ALIASES, directives: values.VEIL_LIMIT_DIRECTIVES, variables: values.VEIL_LIMIT_VARIABLES, operations: values.VEIL_LIMIT_OPERATIONS,
    nesting: values.VEIL_LIMIT_NESTING, fragments: values.VEIL_LIMIT_FRAGMENTS, values: values.VEIL_LIMIT_VALUES, list: values.VEIL_LIMIT_LIST, inputs: values.VEIL_LIMIT_INPUTS,
  },
  cost: {
    operation: values.VEIL_COST_LIMIT, minute: values.VEIL_COST_PER_MINUTE, brandMinute: values.VEIL_COST_BRAND_PER_MINUTE, listSize: values.VEIL_COST_LIST_SIZE,
  },
})
