/** A number chosen by sliding within a range that is seen. For exact numbers: `NumberField`. */
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import './field.css';
import './slider-field.css';

export type SliderFieldProps = {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isDisabled?: boolean;
};

export function SliderField({ label, value, onChange, min, max, step = 1, isDisabled = false }: SliderFieldProps) {
  return (
    <Slider className="slider-field" value={value} onChange={onChange} minValue={min} maxValue={max} step={step} isDisabled={isDisabled}>
      <Label className="field__label">{label}</Label>
      <SliderOutput className="slider-field__output" />
      <SliderTrack className="slider-field__track">
        {({ state }) => (
          <>
            <span className="slider-field__line" />
            <span className="slider-field__fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className="slider-field__thumb" />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
