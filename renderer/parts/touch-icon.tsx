/** The sign for "needs a touch of a hardware key". Drawn here, on lucide's grid, as lucide has none. */
export function TouchIcon({ size = 16 }: { readonly size?: number }) {
  return (
    <svg className="lucide" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <rect x="9" y="2.5" width="6" height="12" rx="3" />
      <path d="M12 6.5v3" />
      <path d="M5.5 12.5v2.5a6.5 6.5 0 0 0 13 0v-2.5" />
    </svg>
  );
}
