/** An example whose one operation, `searchPets`, needs an API key, with a plan `free` of these lines. */
export const plannedPets = (...free: readonly string[]): string => `
      x-gateway:
        plans:
          free:
            ${free.join('\n            ')}
      paths:
        /pets:
          get: { operationId: searchPets, security: [{ apiKey: [] }] }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `;
