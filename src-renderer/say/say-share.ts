const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

/** Of 1; `12.5%`. */
export const sayShare = (share: number): string => percent.format(share);
