/** Events that the gateway takes, by type; `*` stands for one word. Relays of other processes send it these and no others. */
export const GATEWAY_EVENTS = ['audit.break_glass.*.v1'] as const
