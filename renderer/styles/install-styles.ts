/**
 * Brings in the fonts, the tokens and the base styles. Imported once, by renderer/main.tsx, before anything is drawn.
 * Parts and screens bring their own CSS files.
 */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './tokens.css';
import './base.css';

// React Aria injects one <style> unless an element with this id is there already. The CSP would refuse it; base.css has its rule.
const pressStyleId = 'react-aria-pressable-style';
if (document.getElementById(pressStyleId) === null) {
  const claim = document.createElement('meta');
  claim.id = pressStyleId;
  document.head.append(claim);
}
