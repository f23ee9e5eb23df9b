// Names that IPython's option --pylab, which notebooks once began with, and its magic %pylab bring, by the modules of NumPy and Matplotlib
// that hold them. Those that a notebook may well give to something else (text, save, seed) are left out. A test compares them with what is installed.

const namesByModule: readonly (readonly [string, string])[] = [
  [
    "numpy",
    `allclose amax amin angle append arange arccos arcsin arctan arctan2 argmax argmin argsort argwhere array asarray average bincount ceil
    clip concatenate conj convolve corrcoef cos cosh cross cumprod cumsum deg2rad degrees diag diff digitize dot empty empty_like exp exp2 expand_dims
    expm1 eye flatnonzero fliplr flipud floor full gradient hanning histogram hsplit hstack hypot identity imag interp intersect1d isfinite isinf isnan
    kron lexsort linspace loadtxt log log10 log1p log2 logical_and logical_not logical_or logspace matrix maximum mean median meshgrid minimum mod nan
    nanmax nanmean nanmin ndarray ndim newaxis nonzero ones ones_like outer percentile pi poly1d polyfit polyval prod ptp rad2deg radians ravel real
    reshape resize roll roots rot90 savetxt searchsorted setdiff1d shape sign sin sinc sinh sort sqrt square squeeze std subtract take tan tanh tensordot
    tile trace transpose tril triu union1d unique unravel_index vander var vectorize vsplit vstack where zeros zeros_like`,
  ],
  ["numpy.random", "choice exponential multivariate_normal normal permutation poisson rand randint randn random_sample uniform"],
  ["numpy.linalg", "cholesky det eig eigh eigvals inv lstsq norm pinv qr svd"],
  ["numpy.fft", "fft2 fftfreq fftshift ifft ifft2"],
  [
    "matplotlib.pyplot",
    `axes axhline axis axvline bar barh boxplot cla clf colorbar contour contourf errorbar figtext figure fill_between gca gcf gray
    hist hist2d imread imsave imshow legend loglog matshow pcolor pcolormesh pie plot polar quiver rcParams savefig scatter semilogx semilogy show
    specgram stem step subplot subplots subplots_adjust suptitle tick_params tight_layout title vlines hlines xlabel xlim xscale xticks ylabel ylim
    yscale yticks`,
  ],
];

/** The module of each name. */
export const pylabNames: ReadonlyMap<string, string> = new Map(
  namesByModule.flatMap(([module, names]) => names.split(/\s+/).map((name) => [name, module] as const)),
);
