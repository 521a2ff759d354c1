/** A document with all that differs, and the same as one would write it today. */
export const SWAGGER = `
  swagger: '2.0'
  info: { title: Pets, version: '1' }
  host: api.example.com:8443
  basePath: /v2/
  schemes: [http, https]
  consumes: [application/json]
  produces: [application/json, text/csv]
  security: [{ login: [read] }]
  x-gateway: { timeout: 2s }
  paths:
    /pets/{id}:
      parameters:
        - { name: id, in: path, required: true, type: integer, format: int64, minimum: 1 }
        - { $ref: '#/parameters/tags' }
      get:
        operationId: getPet
        tags: [a]
        parameters:
          - { name: X-Flag, in: header, type: boolean, description: d }
          - { name: sort, in: query, type: array, items: { type: string, enum: [a, b] }, collectionFormat: multi }
        responses:
          '200':
            description: ok
            schema: { $ref: '#/definitions/Pet' }
            headers: { X-Rate: { type: integer, description: r } }
            examples: { application/json: { name: x }, application/xml: <a/> }
          '404': { $ref: '#/responses/NotFound' }
          default: { description: other }
      put:
        security: []
        schemes: [https]
        consumes: [application/json, application/xml]
        parameters: [{ name: pet, in: body, required: true, description: b, schema: { $ref: '#/definitions/Pet' } }]
        responses: { '204': { description: done } }
      post:
        consumes: [multipart/form-data]
        produces: [application/octet-stream]
        parameters:
          - { name: photo, in: formData, type: file, required: true }
          - { name: note, in: formData, type: string, maxLength: 9 }
        responses: { '200': { description: file, schema: { type: file } } }
      patch:
        parameters: [{ name: kinds, in: formData, type: array, items: { type: string } }]
        responses: {}
  parameters:
    tags: { name: tags, in: query, type: array, items: { type: string }, collectionFormat: pipes }
  responses:
    NotFound: { description: none, schema: { type: object, properties: { why: { type: string, x-nullable: true } } } }
  definitions:
    Pet:
      type: object
      discriminator: kind
      required: [kind]
      properties: { kind: { type: string }, parent: { $ref: '#/definitions/Pet' } }
    Cat: { allOf: [{ $ref: '#/definitions/Pet' }, { type: object }] }
  securityDefinitions:
    login: { type: oauth2, flow: accessCode, authorizationUrl: https://a/x, tokenUrl: https://a/y, scopes: { read: r }, x-gateway: { issuer: https://a } }
    machine: { type: oauth2, flow: application, tokenUrl: https://a/y, scopes: {} }
    key: { type: apiKey, in: header, name: x-api-key }
    old: { type: basic, description: o }
`;

export const OPENAPI = `
  openapi: 3.0.3
  info: { title: Pets, version: '1' }
  security: [{ login: [read] }]
  x-gateway: { timeout: 2s }
  servers: [{ url: 'https://api.example.com:8443/v2' }, { url: 'http://api.example.com:8443/v2' }]
  paths:
    /pets/{id}:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer, format: int64, minimum: 1 } }
        - { name: tags, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: string } } }
      get:
        operationId: getPet
        tags: [a]
        parameters:
          - { name: X-Flag, in: header, description: d, schema: { type: boolean } }
          - { name: sort, in: query, style: form, explode: true, schema: { type: array, items: { type: string, enum: [a, b] } } }
        responses:
          '200':
            description: ok
            headers: { X-Rate: { description: r, schema: { type: integer } } }
            content:
              application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { name: x } }
              text/csv: { schema: { $ref: '#/components/schemas/Pet' } }
              application/xml: { schema: { $ref: '#/components/schemas/Pet' }, example: <a/> }
          '404':
            description: none
            content:
              application/json: &none { schema: { type: object, properties: { why: { type: string, x-nullable: true, nullable: true } } } }
              text/csv: *none
          default: { description: other }
      put:
        security: []
        servers: [{ url: 'https://api.example.com:8443/v2' }]
        requestBody:
          required: true
          description: b
          content:
            application/json: { schema: { $ref: '#/components/schemas/Pet' } }
            application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
        responses: { '204': { description: done } }
      post:
        requestBody:
          required: true
          content:
            multipart/form-data:
              schema: { type: object, required: [photo], properties: { photo: { type: string, format: binary }, note: { type: string, maxLength: 9 } } }
        responses: { '200': { description: file, content: { application/octet-stream: { schema: { type: string, format: binary } } } } }
      patch:
        requestBody:
          content:
            application/x-www-form-urlencoded:
              schema: { type: object, properties: { kinds: { type: array, items: { type: string } } } }
              encoding: { kinds: { style: form, explode: false } }
        responses: {}
  components:
    schemas:
      Pet:
        type: object
        discriminator: { propertyName: kind }
        required: [kind]
        properties: { kind: { type: string }, parent: { $ref: '#/components/schemas/Pet' } }
      Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object }] }
    securitySchemes:
      login:
        type: oauth2
        x-gateway: { issuer: https://a }
        flows: { authorizationCode: { authorizationUrl: https://a/x, tokenUrl: https://a/y, scopes: { read: r } } }
      machine: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://a/y, scopes: {} } } }
      key: { type: apiKey, in: header, name: x-api-key }
      old: { type: http, scheme: basic, description: o }
`;
