/** Pictures of the console; each is named by the control that it stands in. */
const paths = {
  lock: 'M5 7V5a3 3 0 0 1 6 0v2h.5A1.5 1.5 0 0 1 13 8.500v4A1.500 1.500 0 0 1 11.500 14h-7A1.500 1.500 0 0 1 3 12.500v-4A1.500 1.500 0 0 1 4.500 7H5Zm1.500 0h3V5a1.500 1.500 0 0 0-3 0v2Z',
  eye: 'M8 3.500c3.200 0 5.600 2.300 6.700 4.200a.6.6 0 0 1 0 .6C13.600 10.200 11.200 12.500 8 12.500s-5.600-2.300-6.700-4.200a.6.6 0 0 1 0-.6C2.400 5.800 4.800 3.500 8 3.500Zm0 2a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  up: 'M8 4l4 6H4z',
  down: 'M8 12l4-6H4z',
  close: 'M4 5l1-1 3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3z',
  alike: 'M5.500 4a3.500 3.500 0 0 1 3.400 2.700h.2A3.500 3.500 0 1 1 9.100 9.300h-.2A3.500 3.500 0 1 1 5.500 4Z',
} as const

export const Icon = ({ name }: { readonly name: keyof typeof paths }) => (
  <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path fill="currentColor" d={paths[name]} /></svg>
)
