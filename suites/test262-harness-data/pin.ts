/** The corpus that scores and expectations of this repository refer to. */
export const PINNED_COMMIT = 'be13516fb6441b950ba8a3df97eb34062c186972';
export const REPOSITORY = 'https://github.com/tc39/test262.git';
